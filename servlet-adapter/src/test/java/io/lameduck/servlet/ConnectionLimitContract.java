package io.lameduck.servlet;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lameduck.EndReason;
import io.lameduck.Phase;
import io.lameduck.Setting;
import io.lameduck.spi.Call;
import io.lameduck.spi.Client;
import io.lameduck.spi.Drill;
import io.lameduck.spi.Hold;
import io.lameduck.spi.Route;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a server owes to clients that a limit of connections keeps waiting: nobody accepts them, so
 * they seem to be silent. A subclass brings a server with a limit.
 */
@Timeout(60)
abstract class ConnectionLimitContract {
  private static final int LIMIT = 4;
  private static final Duration QUIET = ofMillis(100);
  private static final int PATIENCE_SECONDS = 20;

  private final List<Client> clients = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Hold hold = new Hold();
  private Rig rig;
  private Drill drill;

  abstract Rig limitedTo(int connections);

  @AfterEach
  void end() throws Exception {
    hold.release();
    for (Client client : clients) {
      client.close();
    }
    threads.shutdownNow();
    drill.close();
    rig.stop();
  }

  @Test
  void theLameDuckGoesOnUntilTheyAreLetInAndServed() throws Exception {
    start(ofSeconds(20));
    List<Future<Integer>> statuses = send(3 * LIMIT);
    drill.drain();
    await().during(QUIET.multipliedBy(10)).until(this::isLameDuck);
    hold.release();
    assertAllServed(statuses);
    assertThat(drill.report().phases().get(0).end()).isEqualTo(EndReason.QUIET);
  }

  @Test
  void theyAreLetInAndServedWhenTheLameDuckCannotGoOn() throws Exception {
    start(QUIET.multipliedBy(2));
    List<Future<Integer>> statuses = send(3 * LIMIT);
    drill.drain();
    await().until(() -> drill.inFlight().count() == statuses.size());
    assertThat(drill.lameduck().phase()).isEqualTo(Phase.DRAINING);
    hold.release();
    assertAllServed(statuses);
    assertThat(drill.report().phases().get(0).end()).isEqualTo(EndReason.MAX);
    assertThat(drill.report().traffic().cut()).isZero();
  }

  private static void assertAllServed(List<Future<Integer>> statuses) throws Exception {
    for (Future<Integer> status : statuses) {
      assertThat(status.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(200);
    }
  }

  private void start(Duration max) throws Exception {
    rig = limitedTo(LIMIT);
    drill = new Drill(rig.adapter(Application.of(List.of(Route.at("/held", this::answerHeld)))));
    drill.set(Setting.PROPAGATION_DELAY, QUIET).set(Setting.QUIET_PERIOD, QUIET);
    drill.set(Setting.PROPAGATION_MAX, max).set(Setting.IDLE_LINGER, QUIET).start();
  }

  private List<Future<Integer>> send(int requests) throws IOException {
    List<Future<Integer>> statuses = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      Client client = Client.http(rig.port());
      clients.add(client);
      statuses.add(threads.submit(() -> getAndLeave(client)));
    }
    await().until(() -> clients.stream().allMatch(client -> client.sent() > 0));
    await().until(() -> drill.inFlight().count() >= LIMIT);
    return statuses;
  }

  private static int getAndLeave(Client client) throws IOException {
    try (client) {
      return client.get("/held");
    }
  }

  private boolean isLameDuck() {
    return drill.lameduck().phase() == Phase.LAME_DUCK;
  }

  private void answerHeld(Call call) throws IOException {
    hold.pass();
    call.answer(200, "held");
  }
}
