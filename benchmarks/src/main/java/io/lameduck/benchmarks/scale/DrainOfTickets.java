package io.lameduck.benchmarks.scale;

import io.lameduck.Exit;
import io.lameduck.Lameduck;
import io.lameduck.Phase;
import io.lameduck.Ticket;
import io.lameduck.internal.work.BareGate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A drain of many tickets, in microseconds.
 *
 * @param fold how long the gate took to be folded
 * @param leave how long closing took, for each ticket
 * @param notice from the last ticket's end to the end of the drain
 */
record DrainOfTickets(double fold, double leave, double notice) {
  private static final double NANOS_IN_A_MICROSECOND = 1e3;

  static DrainOfTickets of(int count) {
    Lameduck lameduck =
        Lameduck.builder().exit(Exit.none()).withoutSignals().environment(Map.of()).start();
    try {
      CompletableFuture<Void> draining = reached(lameduck, Phase.DRAINING);
      CompletableFuture<Long> drained =
          reached(lameduck, Phase.CLOSING).thenApply(any -> System.nanoTime());
      List<Ticket> tickets = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        tickets.add(lameduck.inFlight().enter("message"));
      }
      lameduck.shutdown("benchmark");
      draining.join();
      long begin = System.nanoTime();
      tickets.forEach(Ticket::close);
      long left = System.nanoTime();
      return new DrainOfTickets(
          fold(count), micros(left - begin) / count, micros(drained.join() - left));
    } finally {
      lameduck.stop();
    }
  }

  private static CompletableFuture<Void> reached(Lameduck lameduck, Phase phase) {
    CompletableFuture<Void> reached = new CompletableFuture<>();
    lameduck.addListener(
        (from, to) -> {
          if (to == phase) {
            reached.complete(null);
          }
        });
    return reached;
  }

  private static double fold(int count) {
    BareGate gate = new BareGate();
    for (int i = 0; i < count; i++) {
      gate.enter();
    }
    long begin = System.nanoTime();
    gate.fold();
    return micros(System.nanoTime() - begin);
  }

  private static double micros(long nanos) {
    return nanos / NANOS_IN_A_MICROSECOND;
  }
}
