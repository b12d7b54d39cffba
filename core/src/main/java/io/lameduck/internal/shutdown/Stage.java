package io.lameduck.internal.shutdown;

import io.lameduck.EndReason;
import io.lameduck.Phase;

/** One phase of the shutdown: waits for one thing, and says why it ended. */
interface Stage {
  Phase phase();

  EndReason run();
}
