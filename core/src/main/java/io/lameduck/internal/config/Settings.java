package io.lameduck.internal.config;

import io.lameduck.ConfigurationException;
import io.lameduck.ExitCodes;
import io.lameduck.ReadinessOnShutdown;
import io.lameduck.Setting;
import io.lameduck.StopSignal;
import io.lameduck.WarmUp;
import io.lameduck.probe.ProbeDetails;
import io.lameduck.probe.ProbePaths;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.StringJoiner;

/**
 * The configuration in effect: every {@link Setting}, read, checked, and filled up with defaults.
 * Durations are never negative, at most a year, and whole milliseconds. Immutable.
 */
public final class Settings {
  /** How long writing the termination message may take; the exit margin has room for it. */
  public static final Duration MESSAGE_LIMIT = Duration.ofMillis(500);

  private final boolean inCluster;
  private final SettingValues values;
  private final List<String> notices;

  private Settings(SettingSources sources) {
    this.inCluster = sources.inCluster();
    this.values = new SettingsReader(sources).read();
    Optional<String> notice = sources.serviceLinks().notice();
    this.notices = notice.isPresent() ? List.of(notice.get()) : List.of();
  }

  /**
   * Reads the settings. The builder is stronger than the system properties, and these are stronger
   * than the environment; a value that is overridden is not looked at.
   *
   * @throws ConfigurationException if anything is wrong with them; it names everything that is
   */
  public static Settings read(
      Map<String, String> environment,
      Map<String, String> systemProperties,
      Map<Setting<?>, String> builder) {
    return new Settings(new SettingSources(environment, systemProperties, builder));
  }

  /** Whether the process runs in a Kubernetes cluster. */
  public boolean inCluster() {
    return inCluster;
  }

  /** The time from the deletion of the pod to SIGKILL. */
  public Duration gracePeriod() {
    return duration(Setting.GRACE_PERIOD);
  }

  /** What is left over of the grace period when the process exits. */
  public Duration exitMargin() {
    return duration(Setting.EXIT_MARGIN);
  }

  /** What has passed of the grace period before SIGTERM is sent. */
  public Duration preStopSleep() {
    return duration(Setting.PRESTOP_SLEEP);
  }

  /** The least time as a lame duck, {@link #preStopSleep()} included. */
  public Duration propagationDelay() {
    return duration(Setting.PROPAGATION_DELAY);
  }

  /**
   * The time after which conclusive silence may end the lame duck, {@link #preStopSleep()}
   * included. Never above {@link #propagationDelay()}; equal to it when there is to be no early
   * end.
   */
  public Duration propagationMin() {
    return duration(Setting.PROPAGATION_MIN);
  }

  /**
   * The most time as a lame duck, {@link #preStopSleep()} included. Never below {@link
   * #propagationDelay()}.
   */
  public Duration propagationMax() {
    return duration(Setting.PROPAGATION_MAX);
  }

  /** Whether the lame duck may end before the propagation delay is over. */
  public boolean endsEarly() {
    return propagationMin().compareTo(propagationDelay()) < 0;
  }

  /** The accepted probability, above 0 and up to 0.5, that an early end leaves a client behind. */
  public double propagationRisk() {
    return values.get(Setting.PROPAGATION_RISK).value();
  }

  /** How long no new connection may have come for the lame duck to end. */
  public Duration quietPeriod() {
    return duration(Setting.QUIET_PERIOD);
  }

  /** The last chance of an idle connection, and the window over which they are closed. */
  public Duration idleLinger() {
    return duration(Setting.IDLE_LINGER);
  }

  /** The age after which a connection is asked to leave, if there is one. */
  public Optional<Duration> connectionMaxAge() {
    return find(Setting.CONNECTION_MAX_AGE);
  }

  /** What is kept back of the grace period for closing resources. */
  public Duration closeReserve() {
    return duration(Setting.CLOSE_RESERVE);
  }

  /** The requests to make before the service is ready, if there are some. */
  public Optional<WarmUp> warmUp() {
    return find(Setting.WARM_UP).map(targets -> WarmUp.get(targets.split(" ")));
  }

  /** The port that a warm-up asks unless it names one. */
  public Optional<Integer> warmUpPort() {
    return find(Setting.WARM_UP_PORT);
  }

  /** How long a warm-up may take. */
  public Duration warmUpMax() {
    return duration(Setting.WARM_UP_MAX);
  }

  /** What the shutdown does to readiness. */
  public ReadinessOnShutdown readinessOnShutdown() {
    return values.get(Setting.READINESS_ON_SHUTDOWN).value();
  }

  /** The port of the probes' own listener, if there is to be one. */
  public OptionalInt probePort() {
    Optional<Integer> port = find(Setting.PROBE_PORT);
    return port.isPresent() ? OptionalInt.of(port.get()) : OptionalInt.empty();
  }

  /** Where the probes are answered, prefix included. */
  public ProbePaths probePaths() {
    return new ProbePaths(
        values.probePath(Setting.PROBE_ALIVE_PATH),
        values.probePath(Setting.PROBE_READY_PATH),
        values.probePath(Setting.PROBE_STARTED_PATH));
  }

  /** How much a probe tells about the checks behind it. */
  public ProbeDetails probeDetails() {
    return values.get(Setting.PROBE_DETAILS).value();
  }

  /** The file that exists while the service is ready. */
  public Optional<Path> readyFile() {
    return find(Setting.READY_FILE);
  }

  /** The file that is touched while the service is alive. */
  public Optional<Path> aliveFile() {
    return find(Setting.ALIVE_FILE);
  }

  /** Where the preStop endpoint is served; never without a {@link #probePort()}. */
  public Optional<String> preStopPath() {
    return find(Setting.PRESTOP_PATH);
  }

  /** The secret that a preStop call has to show; never without a {@link #preStopPath()}. */
  public Optional<String> preStopToken() {
    return find(Setting.PRESTOP_TOKEN);
  }

  /** Where the termination message is written. */
  public Path terminationLog() {
    return values.get(Setting.TERMINATION_LOG).value();
  }

  /** The signal that begins a shutdown beside SIGTERM, or SIGTERM itself. */
  public StopSignal stopSignal() {
    return values.get(Setting.STOP_SIGNAL).value();
  }

  /** Which exit code the shutdown ends with. */
  public ExitCodes exitCodes() {
    return values.get(Setting.EXIT_CODES).value();
  }

  /**
   * All settings that have a value, in one line. Those that are no default are marked with their
   * source; a token is only said to be set.
   */
  public String oneLine() {
    StringJoiner line =
        new StringJoiner(" ", inCluster ? "in a cluster: " : "outside a cluster: ", "");
    for (Setting<?> setting : Setting.values()) {
      Optional<? extends SettingValue<?>> value = values.find(setting);
      if (value.isPresent() && !value.get().text().text().isEmpty()) {
        line.add(value.get().effective());
      }
    }
    return line.toString();
  }

  /** Warnings about the environment, one line each; they are no errors. */
  public List<String> notices() {
    return notices;
  }

  /** The configuration in one line, without secrets. */
  @Override
  public String toString() {
    return oneLine();
  }

  /** The value of any setting, if it has one. */
  public <T> Optional<T> find(Setting<T> setting) {
    Optional<SettingValue<T>> value = values.find(setting);
    return value.isPresent() ? Optional.of(value.get().value()) : Optional.empty();
  }

  private Duration duration(Setting<Duration> setting) {
    return values.get(setting).value();
  }
}
