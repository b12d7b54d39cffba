package io.lameduck.benchmarks.drain;

import static io.lameduck.benchmarks.drain.Contender.Kind.LAMEDUCK;
import static io.lameduck.benchmarks.drain.Contender.Kind.PEER;
import static io.lameduck.benchmarks.drain.Contender.Kind.PEER_WITH_PRE_STOP;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReadmeTableTest {
  private final Found found = new Found();

  @Test
  void showsTheWorstOfOurServers() {
    found.failed("Lameduck on Netty", LAMEDUCK, 0);
    found.failed("Lameduck on Jetty", LAMEDUCK, 3);
    found.failed("Lameduck on Tomcat", LAMEDUCK, 1);

    assertThat(lines()).containsExactly("| **Lameduck, default** | 3 | 3 | 3 | 3 | 3 |");
  }

  @Test
  void showsOthersInBothOfTheirWays() {
    found.failed("Quarkus", PEER, 5);
    found.failed("Jetty", PEER, 20);
    found.failed("Quarkus", PEER_WITH_PRE_STOP, 0);
    found.failed("Jetty", PEER_WITH_PRE_STOP, 12);

    assertThat(lines())
        .containsExactly(
            "| Quarkus | 5 / 0 | 5 / 0 | 5 / 0 | 5 / 0 | 5 / 0 |",
            "| Jetty | 20 / 12 | 20 / 12 | 20 / 12 | 20 / 12 | 20 / 12 |");
  }

  private List<String> lines() {
    return new ReadmeTable(found.all()).text().lines().skip(2).toList();
  }
}
