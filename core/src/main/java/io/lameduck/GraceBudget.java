package io.lameduck;

import static io.lameduck.Setting.CLOSE_RESERVE;
import static io.lameduck.Setting.EXIT_MARGIN;
import static io.lameduck.Setting.GRACE_PERIOD;
import static io.lameduck.Setting.IDLE_LINGER;
import static io.lameduck.Setting.PRESTOP_SLEEP;
import static io.lameduck.Setting.PROPAGATION_DELAY;
import static io.lameduck.Setting.PROPAGATION_MAX;
import static io.lameduck.Setting.PROPAGATION_MIN;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the grace period is spent. The deletion of the pod starts both the preStop sleep and the
 * propagation, so that the longer of the two counts; linger, reserve and margin come on top.
 */
record GraceBudget(
    SettingValue grace,
    SettingValue preStop,
    SettingValue delay,
    SettingValue linger,
    SettingValue reserve,
    SettingValue margin) {

  static final Set<Setting> PARTS =
      Set.of(
          GRACE_PERIOD, PRESTOP_SLEEP, PROPAGATION_DELAY, IDLE_LINGER, CLOSE_RESERVE, EXIT_MARGIN);

  static final SettingRule MUST_FIT = new SettingRule(PARTS, values -> of(values).overrun());

  static final SettingRule MAX_MUST_FIT =
      new SettingRule(
          Stream.concat(PARTS.stream(), Stream.of(PROPAGATION_MAX)).collect(Collectors.toSet()),
          values -> of(values).overrunBy(values.get(PROPAGATION_MAX)));

  private static final Duration FOR_LATE_CLIENTS = Duration.ofSeconds(10);

  private static final String RAISE =
      "raise terminationGracePeriodSeconds and LAMEDUCK_GRACE_PERIOD together, or ";

  static GraceBudget of(SettingValues values) {
    return new GraceBudget(
        values.get(GRACE_PERIOD),
        values.get(PRESTOP_SLEEP),
        values.get(PROPAGATION_DELAY),
        values.get(IDLE_LINGER),
        values.get(CLOSE_RESERVE),
        values.get(EXIT_MARGIN));
  }

  /** The minimum, when nobody sets it: the delay, which switches the early end off. */
  SettingValue leastPropagation() {
    return SettingValue.byDefault(PROPAGATION_MIN, delay.duration());
  }

  /**
   * The maximum, when nobody sets it: the usual one, and room for late clients after a long delay,
   * as far as it fits; never below the delay. None where there is no delay to exceed.
   */
  SettingValue mostPropagation(SettingValue usual) {
    Duration wanted = longer(usual.duration(), delay.duration().plus(FOR_LATE_CLIENTS));
    Duration fitting = shorter(usual.duration().isZero() ? Duration.ZERO : wanted, room());
    return SettingValue.byDefault(PROPAGATION_MAX, longer(delay.duration(), fitting));
  }

  /** Whether everything that is certain to be spent fits. */
  Optional<String> overrun() {
    Duration spent = longer(preStop.duration(), delay.duration()).plus(afterPropagation());
    return spent.compareTo(grace.duration()) <= 0
        ? Optional.empty()
        : Optional.of(grace.error(atLeast(spent), RAISE + "shorten a part"));
  }

  /** Whether a maximum that somebody chose fits as well; no second error where nothing fits. */
  Optional<String> overrunBy(SettingValue max) {
    return overrun().isPresent() || max.isDefault() || max.duration().compareTo(room()) <= 0
        ? Optional.empty()
        : Optional.of(max.error(atMostRoom(), RAISE + "lower the maximum"));
  }

  private Duration room() {
    return grace.duration().minus(afterPropagation());
  }

  private Duration afterPropagation() {
    return linger.duration().plus(reserve.duration()).plus(margin.duration());
  }

  private String atLeast(Duration spent) {
    Duration rest = longer(Duration.ZERO, delay.duration().minus(preStop.duration()));
    return "at least %s = %s + %s left of the %s + %s + %s + %s"
        .formatted(
            DurationText.show(spent),
            part(preStop),
            DurationText.show(rest),
            part(delay),
            part(linger),
            part(reserve),
            part(margin));
  }

  private String atMostRoom() {
    return "at most %s = %s - %s - %s - %s"
        .formatted(
            DurationText.show(room()), part(grace), part(linger), part(reserve), part(margin));
  }

  private static String part(SettingValue value) {
    return DurationText.show(value.duration()) + " " + value.name();
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }
}
