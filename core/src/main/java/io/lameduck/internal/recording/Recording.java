package io.lameduck.internal.recording;

import io.lameduck.EndReason;
import io.lameduck.Phase;

/** What is told to whoever records this process. Costs next to nothing where nobody does. */
public interface Recording {
  /** Nothing is told. */
  Recording NONE =
      new Recording() {
        @Override
        public Running begin(Phase phase) {
          return end -> {};
        }

        @Override
        public void late(Arrival arrival, long nanos) {}

        @Override
        public void prepare() {}
      };

  /** To the JDK's flight recorder; to nobody in an image without {@code jdk.jfr}. */
  static Recording ofThisJvm() {
    return ModuleLayer.boot().findModule("jdk.jfr").isPresent() ? new FlightRecording() : NONE;
  }

  /** A phase begins. */
  Running begin(Phase phase);

  /** Something arrived so long after the shutdown began. For any thread. */
  void late(Arrival arrival, long nanos);

  /** Loads what is needed later: at the end there may be no file descriptor left for it. */
  void prepare();

  /** What can arrive late. */
  enum Arrival {
    /** A new connection. */
    CONNECTION,
    /** A request, on a new connection or an old one. */
    REQUEST
  }

  /** A phase that has not ended. */
  @FunctionalInterface
  interface Running {
    /** It ends now. For any thread, once. */
    void end(EndReason reason);
  }
}
