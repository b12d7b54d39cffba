package io.lameduck.benchmarks.footprint;

import io.lameduck.Exit;
import io.lameduck.Lameduck;
import io.lameduck.Ticket;
import io.lameduck.benchmarks.Comparison;
import io.lameduck.benchmarks.jmh.StubListener;
import io.lameduck.benchmarks.report.Spread;
import io.lameduck.benchmarks.report.Table;
import io.lameduck.benchmarks.service.AotCache;
import io.lameduck.netty.HttpDrainHandler;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the library weighs: on disk, at the start, and in memory. */
public final class FootprintComparison implements Comparison {
  private static final int TICKETS = 100_000;
  private static final int CONNECTIONS = 2_000;
  private static final double BYTES_IN_A_KIBIBYTE = 1024;

  @Override
  public String title() {
    return "Footprint";
  }

  @Override
  public String measure(int rounds) throws Exception {
    return ABOUT + "\n" + jars() + "\n" + starts(rounds) + "\n" + memory(rounds);
  }

  private static String jars() throws IOException {
    Table table = new Table("jar", "KiB");
    for (String module : List.of("core", "servlet-adapter", "netty-adapter", "grpc-adapter")) {
      Path jar = jarOf(Path.of(module, "target"));
      table.row(
          "`" + jar.getFileName() + "`",
          Spread.number(Math.rint(Files.size(jar) / BYTES_IN_A_KIBIBYTE)));
    }
    return table.text();
  }

  private static Path jarOf(Path target) throws IOException {
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(
              file ->
                  file.getFileName()
                      .toString()
                      .matches("lameduck-[a-z]+-[0-9.]+(-SNAPSHOT)?\\.jar"))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no jar in " + target));
    }
  }

  private static String starts(int rounds) throws Exception {
    Table table = new Table("a service on the JDK's server", "without", "with", "added");
    Starts cold = Starts.alternating(rounds, Map.of(), Map.of());
    table.row(cold.row("until it is up, ms", Start::millis));
    if (AotCache.isPossible()) {
      table.row(cached(rounds).row("until it is up, from an AOT cache, ms", Start::millis));
    }
    table.row(cold.row("classes loaded", Start::classes));
    table.row(cold.row("of them the library's", Start::own));
    table.row(cold.row("threads", Start::threads));
    return table.text();
  }

  /** Each from a cache that an earlier start of the same kind has left. */
  private static Starts cached(int rounds) throws Exception {
    try (AotCache without = AotCache.empty();
        AotCache with = AotCache.empty()) {
      Start.without(without.filling());
      Start.with(with.filling());
      return Starts.alternating(rounds, without.using(), with.using());
    }
  }

  private static String memory(int rounds) {
    List<Double> ticket = new ArrayList<>();
    List<Double> connection = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      ticket.add((double) tickets() / TICKETS);
      double with = connections(HttpDrainHandler::new);
      double without = connections(ChannelInboundHandlerAdapter::new);
      connection.add((with - without) / CONNECTIONS);
    }
    Table table = new Table("retained on the heap", "bytes");
    table.row("a request in flight", Spread.of(ticket).text());
    table.row("an idle connection of Netty, HTTP/1.1", Spread.of(connection).text());
    return table.text();
  }

  private static long tickets() {
    Lameduck lameduck =
        Lameduck.builder().exit(Exit.none()).withoutSignals().environment(Map.of()).start();
    try {
      List<Ticket> tickets = new ArrayList<>(TICKETS);
      long bytes =
          Heap.retainedBy(
              () -> {
                for (int i = 0; i < TICKETS; i++) {
                  tickets.add(lameduck.inFlight().enter("GET /orders/4711"));
                }
                return tickets;
              });
      tickets.forEach(Ticket::close);
      return bytes;
    } finally {
      lameduck.stop();
    }
  }

  private static long connections(Supplier<ChannelHandler> handler) {
    try (StubListener listener = new StubListener()) {
      return Heap.retainedBy(
          () ->
              IntStream.range(0, CONNECTIONS)
                  .mapToObj(any -> listener.accept(handler.get()))
                  .toList());
    }
  }

  private static final String ABOUT =
      """
      `lameduck-core` depends on `slf4j-api` alone, the adapters on it and on the server they adapt.
      Both services log a line through SLF4J. Classes are counted until the start is complete; the dry
      run of the shutdown, which nobody waits for, loads about 200 more behind it.
      """;
}
