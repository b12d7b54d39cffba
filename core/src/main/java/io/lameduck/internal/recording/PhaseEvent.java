package io.lameduck.internal.recording;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A phase of the shutdown, from its begin to its end. */
@Name("io.lameduck.Phase")
@Label("Phase")
@Category("Lameduck")
@Description("A phase of the shutdown")
@StackTrace(false)
final class PhaseEvent extends Event {
  @Label("Phase")
  String phase = "";

  @Label("End Reason")
  @Description("Why it ended, in the word of the log")
  String end = "";
}
