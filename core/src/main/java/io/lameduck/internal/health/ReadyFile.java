package io.lameduck.internal.health;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The file that exists while the service is ready. */
final class ReadyFile implements Tickable {
  /** Repeats what failed, and notices a change for which nobody woke the loop. */
  private static final long RETRY = TimeUnit.SECONDS.toNanos(5);

  private final ProbeFile file;
  private final BooleanSupplier ready;
  private boolean present;
  private boolean settled; // false at first: an earlier process may have left the file

  ReadyFile(ProbeFile file, BooleanSupplier ready) {
    this.file = file;
    this.ready = ready;
  }

  @Override
  public long tick(long now) {
    settle(ready.getAsBoolean());
    return RETRY;
  }

  @Override
  public void stop() {
    settle(false);
  }

  private void settle(boolean wanted) {
    if (!settled || wanted != present) {
      settled = wanted ? file.touch() : file.delete();
      present = wanted;
    }
  }
}
