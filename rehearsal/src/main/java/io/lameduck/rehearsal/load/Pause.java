package io.lameduck.rehearsal.load;

import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.Clients;
import java.time.Duration;
import java.util.Random;
import java.util.function.LongSupplier;

/** The times between a client's requests. */
interface Pause {
  /** Before the first request. */
  Duration first();

  /** Between an answer and the next request. */
  Duration next();

  /** That of one of these clients. */
  static Pause of(Clients clients, Random random) {
    return clients.kind() == ClientKind.BURST && !clients.pause().isZero()
        ? new InStep(clients.pause(), System::nanoTime)
        : new Spread(clients.pause(), random);
  }

  /** Evenly spread around their mean, so that clients are not in step. */
  record Spread(Duration mean, Random random) implements Pause {
    /** Up to one and a half times the mean, so that clients do not begin in step either. */
    @Override
    public Duration first() {
      return times(1.5 * random.nextDouble());
    }

    @Override
    public Duration next() {
      return times(0.5 + random.nextDouble());
    }

    private Duration times(double factor) {
      return Duration.ofNanos((long) (mean.toNanos() * factor));
    }
  }

  /** Until the next moment that is the same for all: one each period. */
  record InStep(Duration period, LongSupplier clock) implements Pause {
    @Override
    public Duration first() {
      return next();
    }

    @Override
    public Duration next() {
      long nanos = period.toNanos();
      return Duration.ofNanos(nanos - Math.floorMod(clock.getAsLong(), nanos));
    }
  }
}
