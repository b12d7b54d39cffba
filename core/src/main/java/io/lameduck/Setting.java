package io.lameduck;

import static io.lameduck.SettingDefault.always;
import static io.lameduck.SettingDefault.inCluster;
import static io.lameduck.SettingDefault.sameAs;
import static io.lameduck.SettingDefault.unset;
import static io.lameduck.SettingFormat.DETAILS;
import static io.lameduck.SettingFormat.DURATION;
import static io.lameduck.SettingFormat.FILE;
import static io.lameduck.SettingFormat.PATH;
import static io.lameduck.SettingFormat.PORT;
import static io.lameduck.SettingFormat.PREFIX;
import static io.lameduck.SettingFormat.PROBABILITY;
import static io.lameduck.SettingFormat.READINESS;
import static io.lameduck.SettingFormat.TARGETS;
import static io.lameduck.SettingFormat.TOKEN;
import static java.time.Duration.ofSeconds;

import io.lameduck.internal.text.Printable;
import io.lameduck.probe.ProbeDetails;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * One thing that can be configured, and the kind of value it takes. A setting is given by an
 * environment variable, by a system property, which takes precedence over it, or by {@link
 * LameduckBuilder#set}, which takes precedence over both. As text, a duration is written {@code
 * 500ms}, {@code 5s}, {@code 1m30s}, {@code 2h} or in ISO-8601. Immutable; the constants are all
 * there are.
 *
 * <pre>{@code
 * Lameduck.builder().set(Setting.GRACE_PERIOD, Duration.ofSeconds(60)).serve(...).start();
 * }</pre>
 *
 * @param <T> the type of its value
 * @since 0.1.0
 */
public final class Setting<T> {
  /** A duration of at least a second. */
  public static final Setting<Duration> GRACE_PERIOD =
      new Setting<>(
          "GRACE_PERIOD",
          DURATION,
          always(ofSeconds(30)),
          "the pod's `terminationGracePeriodSeconds`");

  /** A duration. */
  public static final Setting<Duration> EXIT_MARGIN =
      new Setting<>(
          "EXIT_MARGIN", DURATION, always(ofSeconds(1)), "left over between the exit and SIGKILL");

  /** A duration; it counts towards the propagation delay and its maximum. */
  public static final Setting<Duration> PRESTOP_SLEEP =
      new Setting<>(
          "PRESTOP_SLEEP",
          DURATION,
          always(Duration.ZERO),
          "what a `preStop` sleep in the manifest spends of the grace period before SIGTERM");

  /** {@code service}, {@code alb}, {@code nlb}, {@code gclb} or {@code dns}; see {@link Behind}. */
  public static final Setting<Behind> BEHIND =
      new Setting<>(
          "BEHIND",
          SettingFormat.BEHIND,
          always(Behind.SERVICE),
          "what stands in front of the pods, and so how long new connections keep coming");

  /** A duration, counted from the deletion of the pod. */
  public static final Setting<Duration> PROPAGATION_DELAY =
      new Setting<>(
          "PROPAGATION_DELAY",
          DURATION,
          inCluster("that of `LAMEDUCK_BEHIND`: `5s`", Duration.ZERO),
          "least time as a lame duck");

  /** A duration of at most the propagation delay. */
  public static final Setting<Duration> PROPAGATION_MIN =
      new Setting<>(
          "PROPAGATION_MIN",
          DURATION,
          sameAs(PROPAGATION_DELAY),
          "below the delay: the lame duck may end this early, on conclusive silence");

  /** A duration of at least the propagation delay. */
  public static final Setting<Duration> PROPAGATION_MAX =
      new Setting<>(
          "PROPAGATION_MAX",
          DURATION,
          inCluster("what the grace period leaves", Duration.ZERO),
          "most time as a lame duck, spent only while new connections come");

  /** A probability above 0 and up to 0.5. */
  public static final Setting<Double> PROPAGATION_RISK =
      new Setting<>(
          "PROPAGATION_RISK",
          PROBABILITY,
          always(0.001),
          "accepted chance that the silence of an early end comes from a client that still routes here");

  /** A duration. */
  public static final Setting<Duration> QUIET_PERIOD =
      new Setting<>(
          "QUIET_PERIOD",
          DURATION,
          inCluster(ofSeconds(1), Duration.ZERO),
          "the lame duck goes on until no new connection came for this long");

  /** A duration. */
  public static final Setting<Duration> IDLE_LINGER =
      new Setting<>(
          "IDLE_LINGER",
          DURATION,
          inCluster(ofSeconds(1), Duration.ZERO),
          "last chance of idle connections, and the window over which they are closed");

  /** A duration of at least a second. */
  public static final Setting<Duration> CONNECTION_MAX_AGE =
      new Setting<>(
          "CONNECTION_MAX_AGE",
          DURATION,
          unset(),
          "after it, give or take a tenth, a connection is asked to leave with its next response");

  /** A duration. */
  public static final Setting<Duration> CLOSE_RESERVE =
      new Setting<>(
          "CLOSE_RESERVE", DURATION, always(ofSeconds(3)), "kept back for closing resources");

  /** {@code fail}, {@code keep}, or a duration; see {@link ReadinessOnShutdown}. */
  public static final Setting<ReadinessOnShutdown> READINESS_ON_SHUTDOWN =
      new Setting<>(
          "READINESS_ON_SHUTDOWN",
          READINESS,
          always(ReadinessOnShutdown.FAIL),
          "`/ready` fails at once, is left alone, or fails after a while");

  /** Paths with a blank between them; see {@link WarmUp}. */
  public static final Setting<String> WARM_UP =
      new Setting<>(
          "WARM_UP",
          TARGETS,
          unset(),
          "asked for by GET before the service is ready, until it is warm");

  /** A port from 1 to 65535. */
  public static final Setting<Integer> WARM_UP_PORT =
      new Setting<>(
          "WARM_UP_PORT",
          PORT,
          unset(),
          "which port the warm-up asks; the only one, where there is one");

  /** A duration. */
  public static final Setting<Duration> WARM_UP_MAX =
      new Setting<>(
          "WARM_UP_MAX",
          DURATION,
          always(ofSeconds(10)),
          "most time for a warm-up; `0s`: there is none");

  /** A port from 1 to 65535. */
  public static final Setting<Integer> PROBE_PORT =
      new Setting<>(
          "PROBE_PORT", PORT, unset(), "a listener of its own for the probes and `preStop`");

  /** A path without a slash at its end, or empty. */
  public static final Setting<String> PROBE_PREFIX =
      new Setting<>("PROBE_PREFIX", PREFIX, always(""), "put before the three paths of the probes");

  /** A path. */
  public static final Setting<String> PROBE_ALIVE_PATH =
      new Setting<>("PROBE_ALIVE_PATH", PATH, always("/alive"), "answers the liveness probe");

  /** A path. */
  public static final Setting<String> PROBE_READY_PATH =
      new Setting<>("PROBE_READY_PATH", PATH, always("/ready"), "answers the readiness probe");

  /** A path. */
  public static final Setting<String> PROBE_STARTED_PATH =
      new Setting<>("PROBE_STARTED_PATH", PATH, always("/started"), "answers the startup probe");

  /** {@code none}, {@code names} or {@code full}; see {@link io.lameduck.probe.ProbeDetails}. */
  public static final Setting<ProbeDetails> PROBE_DETAILS =
      new Setting<>(
          "PROBE_DETAILS",
          DETAILS,
          always(ProbeDetails.NONE),
          "what `?verbose` tells about the checks");

  /** The name of a file. */
  public static final Setting<Path> READY_FILE =
      new Setting<>(
          "READY_FILE", FILE, unset(), "exists while the service is ready, for `exec` probes");

  /** The name of a file. */
  public static final Setting<Path> ALIVE_FILE =
      new Setting<>(
          "ALIVE_FILE", FILE, unset(), "is touched while the service is alive, for `exec` probes");

  /** A path, prefix not applied; needs {@link #PROBE_PORT}. */
  public static final Setting<String> PRESTOP_PATH =
      new Setting<>(
          "PRESTOP_PATH", PATH, unset(), "the `preStop` endpoint, on the probe port alone");

  /** A secret; needs {@link #PRESTOP_PATH}. */
  public static final Setting<String> PRESTOP_TOKEN =
      new Setting<>(
          "PRESTOP_TOKEN",
          TOKEN,
          unset(),
          "required in the `Lameduck-Token` header of the `preStop` call; never logged");

  /** The name of a file. */
  public static final Setting<Path> TERMINATION_LOG =
      new Setting<>(
          "TERMINATION_LOG",
          FILE,
          always(Path.of("/dev/termination-log")),
          "the container's `terminationMessagePath`");

  /** {@code SIGTERM}, {@code SIGHUP} or {@code SIGUSR1}; see {@link StopSignal}. */
  public static final Setting<StopSignal> STOP_SIGNAL =
      new Setting<>(
          "STOP_SIGNAL",
          SettingFormat.STOP_SIGNAL,
          always(StopSignal.SIGTERM),
          "begins the shutdown as SIGTERM does, beside it");

  /** {@code server} or {@code job}; see {@link ExitCodes}. */
  public static final Setting<ExitCodes> EXIT_CODES =
      new Setting<>(
          "EXIT_CODES",
          SettingFormat.EXIT_CODES,
          always(ExitCodes.SERVER),
          "`server`: 0 drained, 1 cut, 130 second SIGINT; `job`: 143 whenever interrupted");

  private static final List<Setting<?>> ALL =
      List.of(
          GRACE_PERIOD,
          EXIT_MARGIN,
          PRESTOP_SLEEP,
          BEHIND,
          PROPAGATION_DELAY,
          PROPAGATION_MIN,
          PROPAGATION_MAX,
          PROPAGATION_RISK,
          QUIET_PERIOD,
          IDLE_LINGER,
          CONNECTION_MAX_AGE,
          CLOSE_RESERVE,
          READINESS_ON_SHUTDOWN,
          WARM_UP,
          WARM_UP_PORT,
          WARM_UP_MAX,
          PROBE_PORT,
          PROBE_PREFIX,
          PROBE_ALIVE_PATH,
          PROBE_READY_PATH,
          PROBE_STARTED_PATH,
          PROBE_DETAILS,
          READY_FILE,
          ALIVE_FILE,
          PRESTOP_PATH,
          PRESTOP_TOKEN,
          TERMINATION_LOG,
          STOP_SIGNAL,
          EXIT_CODES);

  private final String name;
  private final SettingFormat<T> format;
  private final SettingDefault<T> fallback;
  private final String meaning;

  private Setting(
      String name, SettingFormat<T> format, SettingDefault<T> fallback, String meaning) {
    this.name = name;
    this.format = format;
    this.fallback = fallback;
    this.meaning = meaning;
  }

  /** Returns all settings, in the order of the documentation. */
  public static List<Setting<?>> values() {
    return ALL;
  }

  /** Returns the name of the constant, such as {@code GRACE_PERIOD}. */
  public String name() {
    return name;
  }

  /** Returns the name of the environment variable, such as {@code LAMEDUCK_GRACE_PERIOD}. */
  public String environmentName() {
    return "LAMEDUCK_" + name;
  }

  /** Returns the name of the system property, such as {@code lameduck.grace.period}. */
  public String propertyName() {
    return environmentName().toLowerCase(Locale.ROOT).replace('_', '.');
  }

  /** Returns one line of Markdown that says what the setting is for. */
  public String meaning() {
    return meaning;
  }

  /** Returns the class of its values. */
  public Class<T> type() {
    return format.type();
  }

  /** Returns whether the value must never be shown. */
  public boolean isSecret() {
    return this == PRESTOP_TOKEN;
  }

  /** Returns what a right value looks like, as errors say it: {@code a port from 1 to 65535}. */
  public String expected() {
    return format.expected();
  }

  /**
   * Reads a value as it is written in the environment, without blanks around it.
   *
   * @throws IllegalArgumentException if it is none; the message shows it, unless it is a secret,
   *     and says what is expected
   */
  public T parse(String text) {
    Objects.requireNonNull(text, "text");
    try {
      return format.parse(text);
    } catch (BadValueException e) {
      String shown = isSecret() ? "***" : '"' + Printable.line(text) + '"';
      String advice = e.advice().isEmpty() ? "" : "; " + e.advice();
      throw new IllegalArgumentException(shown + " (expected: " + expected() + ")" + advice, e);
    }
  }

  /** Returns the text of a value, as {@link #parse} reads it. */
  public String text(T value) {
    Objects.requireNonNull(value, "value");
    return format.show(value);
  }

  /**
   * Returns the value that the setting has when nobody sets it; empty if it has none, or one that
   * follows from other settings.
   */
  public Optional<T> defaultValue(boolean inCluster) {
    return fallback.value(inCluster);
  }

  /** Returns the kind of value, as the table of settings names it: {@code duration}. */
  String kind() {
    return format.kind();
  }

  /** Returns the default, as the table of settings shows it. */
  String shownDefault() {
    return fallback.shown(format);
  }

  /** Returns the name. */
  @Override
  public String toString() {
    return name;
  }
}
