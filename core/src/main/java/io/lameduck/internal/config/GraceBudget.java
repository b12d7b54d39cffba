package io.lameduck.internal.config;

import static io.lameduck.Setting.BEHIND;
import static io.lameduck.Setting.CLOSE_RESERVE;
import static io.lameduck.Setting.EXIT_MARGIN;
import static io.lameduck.Setting.GRACE_PERIOD;
import static io.lameduck.Setting.IDLE_LINGER;
import static io.lameduck.Setting.PRESTOP_SLEEP;
import static io.lameduck.Setting.PROPAGATION_DELAY;
import static io.lameduck.Setting.PROPAGATION_MAX;
import static io.lameduck.Setting.PROPAGATION_MIN;

import io.lameduck.Behind;
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
    SettingValue<Behind> behind,
    SettingValue<Duration> delay,
    SettingValue<Duration> linger,
    SettingValue<Duration> reserve,
    SettingValue<Duration> margin) {

  static final Set<Setting<?>> PARTS =
      Set.of(
          GRACE_PERIOD,
          PRESTOP_SLEEP,
          BEHIND,
          PROPAGATION_DELAY,
          IDLE_LINGER,
          CLOSE_RESERVE,
          EXIT_MARGIN);

  private static final String RAISE =
      "raise terminationGracePeriodSeconds and LAMEDUCK_GRACE_PERIOD together, or ";

  static GraceBudget of(SettingValues values) {
    return new GraceBudget(
        values.get(GRACE_PERIOD),
        values.get(PRESTOP_SLEEP),
        values.get(BEHIND),
        values.get(PROPAGATION_DELAY),
        values.get(IDLE_LINGER),
        values.get(CLOSE_RESERVE),
        values.get(EXIT_MARGIN));
  }

  /** The minimum, when nobody sets it: the delay, which switches the early end off. */
  SettingValue<Duration> minPropagation() {
    return SettingValue.byDefault(PROPAGATION_MIN, delay.value());
  }

  /**
   * The maximum, when nobody sets it: all that is left. It is spent only while new connections
   * come, and refusing those would fail their requests.
   */
  SettingValue<Duration> maxPropagation() {
    return SettingValue.byDefault(PROPAGATION_MAX, longer(delay.value(), room()));
  }

  /** Returns the error if what is certain to be spent does not fit. */
  Optional<String> overrun() {
    Duration spent = longer(preStop.value(), delay.value()).plus(afterPropagation());
    return spent.compareTo(grace.value()) <= 0
        ? Optional.empty()
        : Optional.of(grace.error(atLeast(spent), RAISE + "shorten a part"));
  }

  /**
   * Like {@link #overrun()}, and checks the maximum where it is set, or else the longest
   * propagation of what LAMEDUCK_BEHIND names. Returns one error at most.
   */
  Optional<String> overrun(SettingValue<Duration> max) {
    Optional<String> certain = overrun();
    if (max.isDefault()) {
      Optional<String> possible = overrunByThoseInFront();
      return possible.isPresent() ? possible : certain;
    }
    return certain.isPresent() || max.value().compareTo(room()) <= 0
        ? certain
        : Optional.of(max.error(atMostRoom(), RAISE + "lower the maximum"));
  }

  /** Where LAMEDUCK_BEHIND is not set the delay alone has to fit. */
  private Optional<String> overrunByThoseInFront() {
    Duration longest = behind.value().longestPropagation();
    boolean longer = longest.compareTo(longer(preStop.value(), delay.value())) > 0;
    return behind.isDefault() || !longer || longest.compareTo(room()) <= 0
        ? Optional.empty()
        : Optional.of(grace.error(atLeastBehind(longest), RAISE + "set LAMEDUCK_PROPAGATION_MAX"));
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

  private String atLeastBehind(Duration longest) {
    return "at least %s = %s of new connections for %s=%s + %s + %s + %s"
        .formatted(
            DurationText.exact(longest.plus(afterPropagation())),
            DurationText.exact(longest),
            behind.name(),
            BEHIND.text(behind.value()),
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
}
