package io.lameduck.spi;

import io.lameduck.internal.time.Time;
import java.time.Duration;

/** An age that is counted by a clock of a test. */
public final class ClockedAge {
  private ClockedAge() {}

  public static ConnectionAge of(Duration max, Time clock) {
    return ConnectionAge.of(max).by(clock);
  }
}
