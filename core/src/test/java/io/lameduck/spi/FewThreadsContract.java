package io.lameduck.spi;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lameduck.EndReason;
import io.lameduck.Phase;
import io.lameduck.Setting;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a {@link Server} owes to requests that were sent before the end and wait for a thread:
 * nobody has looked at their connections, so these are not idle. A subclass brings a server with
 * few threads, and clients.
 */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
public abstract class FewThreadsContract {
  private static final Duration LINGER = ofMillis(500);
  private static final Duration QUIET = ofMillis(100);
  private static final int PATIENCE_SECONDS = 20;

  private final List<Client> clients = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Hold hold = new Hold();
  private final AtomicInteger held = new AtomicInteger();
  private Drill drill;

  /** A server that has not been started, and runs so many handlers at once, or few more. */
  protected abstract Server server(int threads, List<Route> routes) throws Exception;

  /** The port of the server, once it has been started. */
  protected abstract int port();

  /** A new connection to the server. */
  protected Client connect() throws IOException {
    return Client.http(port());
  }

  /** Whether it can close its listener and serve on; otherwise it serves whoever connects. */
  protected boolean closesItsListenerAlone() {
    return true;
  }

  /** The service has ended: takes back what was needed for the server. */
  protected void ended() throws Exception {}

  @AfterEach
  void end() throws Exception {
    hold.release();
    for (Client client : clients) {
      client.close();
    }
    threads.shutdownNow();
    drill.close();
    ended();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void requestsOnNewConnectionsThatWaitForAThreadAreServed(int size) throws Exception {
    start(size);
    assertNoneIsLost(connect(requests(size)));
    assertThat(drill.report().traffic().served()).isEqualTo(requests(size));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void requestsOnKeptConnectionsThatWaitForAThreadAreServed(int size) throws Exception {
    start(size);
    List<Client> kept = connect(requests(size));
    for (Client client : kept) {
      assertThat(client.get("/hello")).isEqualTo(200);
    }
    assertNoneIsLost(kept);
    assertThat(drill.report().traffic().served()).isEqualTo(2L * requests(size));
  }

  /** Or a client would connect to somebody who never answers. */
  @Test
  void theListenerIsClosedThoughEveryThreadHangs() throws Exception {
    start(1);
    assumeTrue(closesItsListenerAlone(), "its listener cannot be closed without its connections");
    int port = port();
    List<Future<Integer>> statuses = send(connect(requests(1)));
    drill.beginDrain();
    await().until(() -> Wire.refused(port));
    assertThat(drill.drainGoesOn()).isTrue();
    hold.release();
    assertAllServed(statuses);
    drill.assertDrained();
  }

  @Test
  void theLameDuckGoesOnWhileRequestsWaitForAThread() throws Exception {
    drill = drill(1);
    drill.set(Setting.PROPAGATION_DELAY, QUIET).set(Setting.QUIET_PERIOD, QUIET);
    drill.set(Setting.PROPAGATION_MAX, Duration.ofSeconds(20)).start();
    List<Future<Integer>> statuses = send(connect(requests(1)));
    drill.drain();
    await().during(QUIET.multipliedBy(10)).until(this::isLameDuck);
    hold.release();
    assertAllServed(statuses);
    assertThat(drill.report().phases().get(0).end()).isEqualTo(EndReason.QUIET);
  }

  private boolean isLameDuck() {
    return drill.lameduck().phase() == Phase.LAME_DUCK;
  }

  private static int requests(int size) {
    return 3 * size + 5;
  }

  private void start(int size) throws Exception {
    drill = drill(size).start();
  }

  private Drill drill(int size) throws Exception {
    List<Route> routes =
        List.of(
            Route.at("/hello", call -> call.answer(200, "hello")),
            Route.at("/held", this::answerHeld));
    return new Drill(server(size, routes)).set(Setting.IDLE_LINGER, LINGER);
  }

  private List<Client> connect(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      clients.add(connect());
    }
    return clients;
  }

  /** Each sends one request; the server is told to end while most of them wait for a thread. */
  private void assertNoneIsLost(List<Client> senders) throws Exception {
    List<Future<Integer>> statuses = send(senders);
    drill.beginDrain();
    await().until(() -> drill.sinceDraining().compareTo(LINGER.multipliedBy(3)) > 0);
    assertThat(drill.drainGoesOn()).isTrue();
    assertThat(held).hasValueLessThan(senders.size());
    hold.release();
    assertAllServed(statuses);
    drill.assertDrained();
  }

  /** Each sends one request, and one at least has a thread. */
  private List<Future<Integer>> send(List<Client> senders) {
    int[] before = sent(senders);
    List<Future<Integer>> statuses =
        senders.stream().map(client -> threads.submit(() -> client.get("/held"))).toList();
    await().until(() -> haveAllSentMoreThan(before, senders));
    await().until(() -> held.get() > 0);
    return statuses;
  }

  private static void assertAllServed(List<Future<Integer>> statuses) throws Exception {
    for (Future<Integer> status : statuses) {
      assertThat(status.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(200);
    }
  }

  private static int[] sent(List<Client> senders) {
    return senders.stream().mapToInt(Client::sent).toArray();
  }

  private static boolean haveAllSentMoreThan(int[] before, List<Client> senders) {
    return IntStream.range(0, before.length).allMatch(i -> senders.get(i).sent() > before[i]);
  }

  private void answerHeld(Call call) throws IOException {
    held.incrementAndGet();
    hold.pass();
    call.answer(200, "held");
  }
}
