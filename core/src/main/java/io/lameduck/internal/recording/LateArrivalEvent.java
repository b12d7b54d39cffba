package io.lameduck.internal.recording;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** A connection or a request that came after the shutdown began: some client still routes here. */
@Name("io.lameduck.LateArrival")
@Label("Late Arrival")
@Category("Lameduck")
@Description("A new connection or a request that came after the shutdown began")
@StackTrace(false)
final class LateArrivalEvent extends Event {
  @Label("Arrival")
  @Description("connection or request")
  String arrival = "";

  @Label("After Begin")
  @Description("How long after the shutdown began")
  @Timespan(Timespan.NANOSECONDS)
  long afterBegin;
}
