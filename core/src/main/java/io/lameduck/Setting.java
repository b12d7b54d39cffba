package io.lameduck;

import static io.lameduck.SettingDefault.always;
import static io.lameduck.SettingDefault.inCluster;
import static io.lameduck.SettingDefault.sameAs;
import static io.lameduck.SettingDefault.unset;
import static io.lameduck.SettingFormat.DURATION;
import static io.lameduck.SettingFormat.FILE;
import static io.lameduck.SettingFormat.PATH;
import static io.lameduck.SettingFormat.TOKEN;

import java.util.Locale;

/**
 * Everything that can be configured. A setting is given by an environment variable, by a system
 * property, which is stronger, or in the builder, which is strongest. Durations are written {@code
 * 500ms}, {@code 5s}, {@code 1m30s}, {@code 2h} or in ISO-8601.
 */
public enum Setting {
  /** A duration of at least a second. */
  GRACE_PERIOD(DURATION, always("30s"), "the pod's `terminationGracePeriodSeconds`"),

  /** A duration. */
  EXIT_MARGIN(DURATION, always("1s"), "left over between the exit and SIGKILL"),

  /** A duration; it counts towards the propagation delay and its maximum. */
  PRESTOP_SLEEP(
      DURATION,
      always("0s"),
      "what a `preStop` sleep in the manifest spends of the grace period before SIGTERM"),

  /** A duration, counted from the deletion of the pod. */
  PROPAGATION_DELAY(DURATION, inCluster("5s", "0s"), "least time as a lame duck"),

  /** A duration of at most the propagation delay. */
  PROPAGATION_MIN(
      DURATION,
      sameAs(PROPAGATION_DELAY),
      "below the delay: the lame duck may end this early, on conclusive silence"),

  /** A duration of at least the propagation delay. */
  PROPAGATION_MAX(DURATION, inCluster("15s", "0s"), "most time as a lame duck"),

  /** A probability above 0 and up to 0.5. */
  PROPAGATION_RISK(
      SettingFormat.PROBABILITY,
      always("0.001"),
      "accepted chance that the silence of an early end comes from a client that still routes here"),

  /** A duration. */
  QUIET_PERIOD(
      DURATION,
      inCluster("1s", "0s"),
      "the lame duck goes on until no new connection came for this long"),

  /** A duration. */
  IDLE_LINGER(
      DURATION,
      inCluster("1s", "0s"),
      "last chance of idle connections, and the window over which they are closed"),

  /** A duration. */
  CLOSE_RESERVE(DURATION, always("3s"), "kept back for closing resources"),

  /** {@code fail}, {@code keep}, or a duration; see {@link ReadinessOnShutdown}. */
  READINESS_ON_SHUTDOWN(
      SettingFormat.READINESS,
      always("fail"),
      "`/ready` fails at once, is left alone, or fails after a while"),

  /** A port from 1 to 65535. */
  PROBE_PORT(SettingFormat.PORT, unset(), "a listener of its own for the probes and `preStop`"),

  /** A path without a slash at its end, or empty. */
  PROBE_PREFIX(SettingFormat.PREFIX, always(""), "put before the three paths of the probes"),

  /** A path. */
  PROBE_ALIVE_PATH(PATH, always("/alive"), "answers the liveness probe"),

  /** A path. */
  PROBE_READY_PATH(PATH, always("/ready"), "answers the readiness probe"),

  /** A path. */
  PROBE_STARTED_PATH(PATH, always("/started"), "answers the startup probe"),

  /** {@code none}, {@code names} or {@code full}; see {@link io.lameduck.probe.ProbeDetails}. */
  PROBE_DETAILS(SettingFormat.DETAILS, always("none"), "what `?verbose` tells about the checks"),

  /** The name of a file. */
  READY_FILE(FILE, unset(), "exists while the service is ready, for `exec` probes"),

  /** The name of a file. */
  ALIVE_FILE(FILE, unset(), "is touched while the service is alive, for `exec` probes"),

  /** A path, prefix not applied; needs {@link #PROBE_PORT}. */
  PRESTOP_PATH(PATH, unset(), "the `preStop` endpoint, on the probe port alone"),

  /** A secret; needs {@link #PRESTOP_PATH}. */
  PRESTOP_TOKEN(TOKEN, unset(), "what the `preStop` call has to bring along; never logged"),

  /** The name of a file. */
  TERMINATION_LOG(FILE, always("/dev/termination-log"), "the container's `terminationMessagePath`"),

  /** {@code server} or {@code job}; see {@link ExitCodes}. */
  EXIT_CODES(
      SettingFormat.EXIT_CODES,
      always("server"),
      "`server`: 0 drained, 1 cut, 130 or 143 second signal; `job`: 143 whenever interrupted");

  @SuppressWarnings("ImmutableEnumChecker") // a parser keeps no state
  private final SettingFormat<?> format;

  @SuppressWarnings("ImmutableEnumChecker") // a record of immutable values
  private final SettingDefault fallback;

  private final String meaning;

  Setting(SettingFormat<?> format, SettingDefault fallback, String meaning) {
    this.format = format;
    this.fallback = fallback;
    this.meaning = meaning;
  }

  /** The name of the environment variable: {@code LAMEDUCK_GRACE_PERIOD}. */
  public String environmentName() {
    return "LAMEDUCK_" + name();
  }

  /** The name of the system property: {@code lameduck.grace.period}. */
  public String propertyName() {
    return environmentName().toLowerCase(Locale.ROOT).replace('_', '.');
  }

  /** One line, in Markdown, that tells what it is for. */
  public String meaning() {
    return meaning;
  }

  SettingFormat<?> format() {
    return format;
  }

  SettingDefault fallback() {
    return fallback;
  }

  /** Whether the value must never be shown. */
  boolean secret() {
    return this == PRESTOP_TOKEN;
  }
}
