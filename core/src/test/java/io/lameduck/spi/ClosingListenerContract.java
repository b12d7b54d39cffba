package io.lameduck.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lameduck.Setting;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a {@link Server} owes to clients that connect in the moment in which it closes its listener:
 * a refused connection can be tried elsewhere; a connection that is reset after a POST was sent
 * cannot, since nobody knows whether the request was served.
 */
@Timeout(60)
public abstract class ClosingListenerContract {
  private static final int CLIENTS = 32;

  /** Enough for who is connected and has not yet sent his request. */
  private static final Duration LINGER = Duration.ofMillis(500);

  /**
   * The kernel resets who is on the way between the last look into the queue and the close. That is
   * some microseconds, in which one may come; without that look it is half of them or all.
   */
  private static final int UNLUCKY = 2;

  /** The thread that closes may lose its processor in those microseconds, to the clients here. */
  private static final int ROUNDS = 5;

  private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger reset = new AtomicInteger();
  private @Nullable Drill drill;

  /** A new server that has not been started; called several times. */
  protected abstract Server server(List<Route> routes) throws Exception;

  /** The port of the server, once it has been started. */
  protected abstract int port();

  /** The service has ended: takes back what was needed for the server. */
  protected void ended() throws Exception {}

  @AfterEach
  void end() throws Exception {
    threads.shutdownNow();
    if (drill != null) {
      endService();
    }
  }

  @Test
  void aPostOnANewConnectionIsAnsweredOrItsConnectionIsRefused() throws Exception {
    int fewest = CLIENTS;
    for (int round = 0; round < ROUNDS && fewest > UNLUCKY; round++) {
      fewest = Math.min(fewest, resetsOfOneClose());
    }
    assertThat(fewest).isLessThanOrEqualTo(UNLUCKY);
  }

  private int resetsOfOneClose() throws Exception {
    answered.set(0);
    reset.set(0);
    List<Route> routes = List.of(Route.at("/order", call -> call.answer(200, "ordered")));
    Drill service = new Drill(server(routes)).set(Setting.IDLE_LINGER, LINGER).start();
    drill = service;
    List<Future<?>> clients = post();
    await().until(() -> answered.get() > 10 * CLIENTS);
    service.drain();
    for (Future<?> client : clients) {
      client.get();
    }
    service.assertDrained();
    endService();
    return reset.get();
  }

  private void endService() throws Exception {
    Objects.requireNonNull(drill).close();
    drill = null;
    ended();
  }

  private List<Future<?>> post() {
    return IntStream.range(0, CLIENTS)
        .<Future<?>>mapToObj(client -> threads.submit(this::postUntilRefused))
        .toList();
  }

  private Void postUntilRefused() throws IOException {
    while (true) {
      try (Wire wire = Wire.to(port())) {
        count(wire);
      } catch (SocketException refused) { // or reset as it is made, with nothing sent on it yet
        return null;
      }
    }
  }

  private void count(Wire wire) throws IOException {
    try {
      assertThat(wire.post("/order", "one").reply().status()).isEqualTo(200);
      answered.incrementAndGet();
    } catch (SocketException | LostReplyException e) {
      reset.incrementAndGet();
    }
  }
}
