package io.lameduck.benchmarks.scale;

import io.lameduck.benchmarks.Comparison;
import io.lameduck.benchmarks.report.Spread;
import io.lameduck.benchmarks.report.Table;
import java.util.ArrayList;
import java.util.List;

/** How the cost of a drain grows with what is in flight, and with the connections that are open. */
public final class ScaleComparison implements Comparison {
  private static final int[] TICKETS = {10, 100, 1_000, 10_000, 100_000};
  private static final int[] CONNECTIONS = {10, 100, 1_000, 5_000, 10_000, 20_000};

  @Override
  public String title() {
    return "Scale";
  }

  @Override
  public String measure(int rounds) throws Exception {
    return ABOUT + "\n" + tickets(rounds) + "\n" + CROWD + "\n" + connections(rounds);
  }

  private static String tickets(int rounds) throws Exception {
    DrainOfTickets.of(TICKETS[TICKETS.length - 1]); // warms up
    List<List<DrainOfTickets>> drains = new ArrayList<>();
    for (int i = 0; i < TICKETS.length; i++) {
      drains.add(new ArrayList<>());
    }
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < TICKETS.length; i++) {
        drains.get(i).add(DrainOfTickets.of(TICKETS[i]));
      }
    }
    Table table =
        new Table("tickets", "to fold the gate, µs", "to leave, µs a ticket", "to notice zero, µs");
    for (int i = 0; i < TICKETS.length; i++) {
      List<DrainOfTickets> drained = drains.get(i);
      table.row(
          String.format("%,d", TICKETS[i]),
          Spread.of(drained.stream().map(DrainOfTickets::fold).toList()).text(),
          Spread.of(drained.stream().map(DrainOfTickets::leave).toList()).text(),
          Spread.of(drained.stream().map(DrainOfTickets::notice).toList()).text());
    }
    return table.text();
  }

  private static String connections(int rounds) throws Exception {
    List<Integer> sizes = DrainOfConnections.possible(CONNECTIONS);
    List<List<DrainOfConnections>> drains = new ArrayList<>();
    sizes.forEach(size -> drains.add(new ArrayList<>()));
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < sizes.size(); i++) {
        drains.get(i).add(DrainOfConnections.of(sizes.get(i)));
      }
    }
    Table table =
        new Table(
            "idle connections",
            "SIGTERM to the last one closed, ms",
            "SIGTERM to exit, ms",
            "memory, MiB");
    for (int i = 0; i < sizes.size(); i++) {
      List<DrainOfConnections> drained = drains.get(i);
      table.row(
          String.format("%,d", sizes.get(i)),
          Spread.of(drained.stream().map(DrainOfConnections::closed).toList()).text(),
          Spread.of(drained.stream().map(DrainOfConnections::exited).toList()).text(),
          Spread.of(drained.stream().map(DrainOfConnections::memory).toList()).text());
    }
    return table.text();
  }

  private static final String ABOUT =
      """
      So many tickets are out when the shutdown begins. Folding the gate is what it takes to be told
      of the end; then all tickets are closed by one thread, and the last column is the time from the
      last one's return to the moment when the drain is over. Nobody polls: it is the time in which a
      thread wakes up.
      """;

  private static final String CROWD =
      """
      So many clients have asked something of a service on Netty and keep their connections open; then
      it gets SIGTERM, outside a cluster, without a delay. The memory is the resident set of the
      process just before, its JVM and Netty included.
      """;
}
