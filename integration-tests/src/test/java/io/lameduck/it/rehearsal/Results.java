package io.lameduck.it.rehearsal;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** How many requests each kind of client made, and every one that failed. */
public record Results(Map<ClientKind, Long> requests, List<Failure> failures) {
  private static final int EXAMPLES = 5;

  public Results {
    requests = Map.copyOf(requests);
    failures = List.copyOf(failures);
  }

  /** All requests, the failed ones among them. */
  public long total() {
    return requests.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The requests of one kind of client. */
  public long of(ClientKind client) {
    return requests.getOrDefault(client, 0L);
  }

  /** A line for each kind of client, the sum, and the first few failures. */
  public String table() {
    Stream<String> head = Stream.of(row("client", "requests", "failures", ""));
    Stream<String> rows = new TreeMap<>(requests).keySet().stream().map(this::row);
    Stream<String> sum = Stream.of(row("total", total(), failures.size(), ""));
    Stream<String> examples = failures.stream().limit(EXAMPLES).map(f -> "  " + f);
    return Stream.of(head, rows, sum, examples).flatMap(lines -> lines).collect(joining("\n"));
  }

  private String row(ClientKind client) {
    List<Failure> own = failures.stream().filter(f -> f.client() == client).toList();
    return row(label(client), of(client), own.size(), byKind(own));
  }

  private static String byKind(List<Failure> failures) {
    Map<FailureKind, Long> counts =
        failures.stream().collect(groupingBy(Failure::kind, TreeMap::new, counting()));
    return counts.isEmpty() ? "" : counts.toString();
  }

  private static String label(ClientKind client) {
    return client.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String row(Object client, Object requests, Object failures, String kinds) {
    return String.format(Locale.ROOT, "%-11s %10s %9s  %s", client, requests, failures, kinds)
        .stripTrailing();
  }
}
