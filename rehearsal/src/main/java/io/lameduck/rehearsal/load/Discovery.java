package io.lameduck.rehearsal.load;

import java.time.Duration;
import java.util.List;

/** Where a client finds the service. Any thread. */
@FunctionalInterface
interface Discovery {
  /** What a client knows that learns of every change this much later. */
  List<Endpoint> knownAfter(Duration lag);
}
