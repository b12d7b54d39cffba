package io.lameduck.internal.recording;

import io.lameduck.Phase;
import java.util.Locale;
import jdk.jfr.FlightRecorder;

/**
 * Commits events. Touches none before the recorder is in use: the first one makes the JVM load a
 * hundred classes.
 */
final class FlightRecording implements Recording {
  @Override
  public Running begin(Phase phase) {
    if (!FlightRecorder.isInitialized()) {
      return NONE.begin(phase);
    }
    PhaseEvent event = new PhaseEvent();
    event.phase = phase.word();
    event.begin();
    return reason -> {
      event.end = reason.word();
      event.commit();
    };
  }

  @Override
  public void late(Arrival arrival, long nanos) {
    if (FlightRecorder.isInitialized()) {
      LateArrivalEvent event = new LateArrivalEvent();
      event.arrival = arrival.name().toLowerCase(Locale.ROOT);
      event.afterBegin = nanos;
      event.commit();
    }
  }

  /** Makes one event of each kind, and commits none. */
  @Override
  public void prepare() {
    if (FlightRecorder.isInitialized()) {
      new PhaseEvent().begin();
      new LateArrivalEvent().begin();
    }
  }
}
