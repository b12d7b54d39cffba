package io.lameduck.it.rehearsal;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/** One client's idea of where the service is: right, but late. */
record View(Endpoints endpoints, Duration lag) {
  /** Any of the endpoints the client still knows. */
  Endpoint pick(Random random) throws RequestFailed {
    List<Endpoint> known = endpoints.knownAfter(lag);
    if (known.isEmpty()) {
      throw new RequestFailed(FailureKind.NO_ENDPOINT, "the client knows no instance");
    }
    return known.get(random.nextInt(known.size()));
  }
}
