package io.lameduck.benchmarks.drain;

import static io.lameduck.benchmarks.drain.Contender.Kind.EARLY_END;
import static io.lameduck.benchmarks.drain.Contender.Kind.LAMEDUCK;
import static io.lameduck.benchmarks.drain.Contender.Kind.PEER;
import static io.lameduck.benchmarks.drain.Contender.Kind.PEER_WITH_PRE_STOP;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DrainRowTest {
  private final List<DrainRow> rows =
      DrainRow.of(
          new Found()
              .failed("Lameduck on Netty", LAMEDUCK, 0)
              .failed("Lameduck on Jetty", LAMEDUCK, 3)
              .failed("Lameduck on Netty", EARLY_END, 4)
              .failed("Quarkus", PEER, 5)
              .failed("Jetty", PEER, 20)
              .failed("Quarkus", PEER_WITH_PRE_STOP, 0)
              .failed("Jetty", PEER_WITH_PRE_STOP, 12)
              .all());

  @Test
  void isOneForAllOurServersAndOneForEachOther() {
    assertThat(rows).extracting(DrainRow::title).containsExactly("Lameduck", "Quarkus", "Jetty");
  }

  @Test
  void showsTheWorstOfOurServers() {
    assertThat(rows.get(0).failed(Regime.SLOW, true)).isEqualTo(3);
    assertThat(rows.get(0).failed(Regime.SLOW, false)).isEqualTo(4);
  }

  @Test
  void showsOthersInBothOfTheirWays() {
    assertThat(rows.get(2).failed(Regime.SLOW, true)).isEqualTo(20);
    assertThat(rows.get(2).failed(Regime.SLOW, false)).isEqualTo(12);
  }
}
