package io.lameduck.internal.health;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The file that is touched while the service is alive. */
final class AliveFile implements Tickable {
  private static final long PERIOD = TimeUnit.SECONDS.toNanos(5);

  private final ProbeFile file;
  private final BooleanSupplier alive;
  private long due;

  AliveFile(ProbeFile file, BooleanSupplier alive, long now) {
    this.file = file;
    this.alive = alive;
    this.due = now;
  }

  @Override
  public long tick(long now) {
    if (now - due >= 0) {
      touchIfAlive();
      due = now + PERIOD;
    }
    return due - now;
  }

  /** Leaves the file: the probe fails once it is too old. */
  @Override
  public void stop() {}

  private void touchIfAlive() {
    if (alive.getAsBoolean()) {
      file.touch();
    }
  }
}
