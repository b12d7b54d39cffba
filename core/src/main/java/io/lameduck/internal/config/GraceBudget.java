package io.lameduck.internal.config;

import static io.lameduck.Setting.CLOSE_RESERVE;
import static io.lameduck.Setting.EXIT_MARGIN;
import static io.lameduck.Setting.GRACE_PERIOD;
import static io.lameduck.Setting.IDLE_LINGER;
import static io.lameduck.Setting.PRESTOP_SLEEP;
import static io.lameduck.Setting.PROPAGATION_DELAY;
import static io.lameduck.Setting.PROPAGATION_MAX;
import static io.lameduck.Setting.PROPAGATION_MIN;

import io.lameduck.Setting;
import io.lameduck.internal.text.DurationText;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How the grace period is spent. The deletion of the pod starts both the preStop sleep and the
 * propagation, so that the longer of the two counts; linger, reserve and margin come on top.
 */
record GraceBudget(
    SettingValue<Duration> grace,
    SettingValue<Duration> preStop,
    SettingValue<Duration> delay,
    SettingValue<Duration> linger,
    SettingValue<Duration> reserve,
    SettingValue<Duration> margin) {

  static final Set<Setting<?>> PARTS =
      Set.of(
          GRACE_PERIOD, PRESTOP_SLEEP, PROPAGATION_DELAY, IDLE_LINGER, CLOSE_RESERVE, EXIT_MARGIN);

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
  SettingValue<Duration> leastPropagation() {
    return SettingValue.byDefault(PROPAGATION_MIN, delay.value());
  }

  /**
   * The maximum, when nobody sets it: the usual one, and room for late clients after a long delay,
   * as far as it fits; never below the delay. None where there is no delay to exceed.
   */
  SettingValue<Duration> mostPropagation(SettingValue<Duration> usual) {
    Duration wanted = longer(usual.value(), delay.value().plus(FOR_LATE_CLIENTS));
    Duration fitting = shorter(usual.value().isZero() ? Duration.ZERO : wanted, room());
    return SettingValue.byDefault(PROPAGATION_MAX, longer(delay.value(), fitting));
  }

  /** Whether everything that is certain to be spent fits. */
  Optional<String> overrun() {
    Duration spent = longer(preStop.value(), delay.value()).plus(afterPropagation());
    return spent.compareTo(grace.value()) <= 0
        ? Optional.empty()
        : Optional.of(grace.error(atLeast(spent), RAISE + "shorten a part"));
  }

  /** Whether a maximum that somebody chose fits as well; no second error where nothing fits. */
  Optional<String> overrunBy(SettingValue<Duration> max) {
    return overrun().isPresent() || max.isDefault() || max.value().compareTo(room()) <= 0
        ? Optional.empty()
        : Optional.of(max.error(atMostRoom(), RAISE + "lower the maximum"));
  }

  private Duration room() {
    return grace.value().minus(afterPropagation());
  }

  private Duration afterPropagation() {
    return linger.value().plus(reserve.value()).plus(margin.value());
  }

  private String atLeast(Duration spent) {
    Duration rest = longer(Duration.ZERO, delay.value().minus(preStop.value()));
    return "at least %s = %s + %s left of the %s + %s + %s + %s"
        .formatted(
            DurationText.exact(spent),
            part(preStop),
            DurationText.exact(rest),
            part(delay),
            part(linger),
            part(reserve),
            part(margin));
  }

  private String atMostRoom() {
    return "at most %s = %s - %s - %s - %s"
        .formatted(
            DurationText.exact(room()), part(grace), part(linger), part(reserve), part(margin));
  }

  private static String part(SettingValue<Duration> value) {
    return DurationText.exact(value.value()) + " " + value.name();
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }
}
