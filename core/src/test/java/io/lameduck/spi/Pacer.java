package io.lameduck.spi;

import java.time.Duration;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A server that serves nobody: as the last one of a service it holds the shutdown at the end of
 * each step, until the test lets it go on. So a test needs no luck to act in the middle of a phase.
 */
public final class Pacer implements Server {
  /** One look asks for the connections up to four times, and a look has to be complete. */
  private static final int A_FULL_LOOK = 10;

  private final Hold lameDuck = new Hold();
  private final Hold draining = new Hold();
  private final AtomicLong asked = new AtomicLong();
  private volatile @Nullable ServerContext context;
  private volatile long drainingSince;
  private volatile boolean over;

  /** All servers know of the lame duck. */
  public Hold inLameDuck() {
    return lameDuck;
  }

  /** All servers have been told to accept no more, and the wait is about to begin. */
  public Hold inDrain() {
    return draining;
  }

  /** How long ago the drain began; it has begun. */
  public Duration sinceDraining() {
    return Duration.ofNanos(System.nanoTime() - drainingSince);
  }

  /**
   * Whether the drain has been found to go on, rather than to be over. To be asked in the drain.
   */
  public boolean seesTheDrainGoOn() {
    for (int look = 0; look < A_FULL_LOOK && !over; look++) {
      awaitAnotherLook();
    }
    return !over;
  }

  @Override
  public String name() {
    return "pacer";
  }

  @Override
  public void start(ServerContext context) {
    this.context = context;
  }

  @Override
  public void lameDuck() {
    lameDuck.pass();
  }

  @Override
  public void stopAccepting() {
    drainingSince = System.nanoTime();
  }

  @Override
  public void closeIdle(Duration linger) {
    draining.pass();
  }

  @Override
  public OptionalLong connections() {
    asked.incrementAndGet();
    return OptionalLong.of(0);
  }

  @Override
  public void close() {
    over = true;
  }

  private void awaitAnotherLook() {
    long before = asked.get();
    Objects.requireNonNull(context).changed();
    while (asked.get() == before && !over) {
      LockSupport.parkNanos(100_000);
    }
  }
}
