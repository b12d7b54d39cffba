package io.lameduck.it.hostile;

import io.lameduck.Lameduck;
import io.lameduck.Ticket;
import io.lameduck.it.Routes;

/** A job that serves nobody. Whatever is at work when it is told to end takes a second. */
final class Job {
  private Job() {}

  public static void main(String[] arguments) {
    Foreign foreign = new Foreign(arguments);
    Lameduck lameduck =
        Lameduck.builder().closeLast("pool", () -> foreign.called(Place.RESOURCE, "pool")).start();
    Ticket ticket = lameduck.inFlight().enter("the whole job");
    try {
      System.out.println("job is at work");
      while (lameduck.phase().compareTo(io.lameduck.Phase.LAME_DUCK) < 0) {
        Routes.pause(20);
      }
      Routes.pause(1000);
    } finally {
      ticket.close();
    }
  }
}
