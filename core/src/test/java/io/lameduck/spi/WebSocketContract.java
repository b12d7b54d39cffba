package io.lameduck.spi;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lameduck.Setting;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a {@link Server} owes to WebSockets: they are told that it goes away. */
@Timeout(60)
public abstract class WebSocketContract {
  private static final Duration LINGER = ofSeconds(2);
  private static final int MANY = 10;
  static final int GOING_AWAY = 1001;

  private final HttpClient client = HttpClient.newHttpClient();
  private final HandClock clock = new HandClock();
  Drill drill;

  /** A server that echoes messages of WebSockets at {@code /ws}. */
  protected abstract Server server(List<Route> routes) throws Exception;

  /** The port of the server, once it has been started. */
  protected abstract int port();

  /** The service has ended: takes back what was needed for the server. */
  protected void ended() throws Exception {}

  @BeforeEach
  void describe() throws Exception {
    drill =
        new Drill(new ClockedServer(server(List.of()), clock))
            .set(Setting.IDLE_LINGER, LINGER)
            .set(Setting.CONNECTION_MAX_AGE, ofHours(1))
            .start();
  }

  @AfterEach
  void end() throws Exception {
    drill.close();
    ended();
  }

  @Test
  void aWebSocketIsServedInTheLameDuck() throws Exception {
    Peer before = new Peer();
    WebSocket old = connect(before);
    drill.beginLameDuck();
    old.sendText("old", true).join();
    assertThat(get(before.message)).isEqualTo("old");
    Peer late = new Peer();
    connect(late).sendText("late", true).join();
    assertThat(get(late.message)).isEqualTo("late");
  }

  @Test
  void aWebSocketIsToldToGoAwayInTheDrain() throws Exception {
    Peer peer = new Peer();
    WebSocket webSocket = connect(peer);
    webSocket.sendText("hello", true).join();
    assertThat(get(peer.message)).isEqualTo("hello");
    drill.beginDrain();
    assertThat(get(peer.closed)).isEqualTo(GOING_AWAY);
    drill.assertDrained();
  }

  /**
   * Or their clients would all come back in the same moment. Of the 900 ms from the first to the
   * last a busy client may notice less; told at once, it is some 10 ms.
   */
  @Test
  void manyWebSocketsAreToldOneAfterTheOtherOverHalfTheLinger() throws Exception {
    List<Peer> peers = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      peers.add(new Peer());
      connect(peers.get(i));
    }
    drill.beginDrain();
    List<Long> told = new ArrayList<>();
    for (Peer peer : peers) {
      assertThat(get(peer.closed)).isEqualTo(GOING_AWAY);
      told.add(peer.closedNanos);
    }
    drill.assertDrained();
    long[] inTurn = told.stream().mapToLong(Long::longValue).sorted().toArray();
    assertThat(ofNanos(inTurn[MANY - 1] - inTurn[0])).isGreaterThan(LINGER.dividedBy(8));
  }

  @Test
  void aWebSocketThatIsOpenIsNoRequestInFlight() throws Exception {
    connect(new Peer());
    await().until(() -> drill.inFlight().count() == 0);
    assertThat(drill.traffic().served()).isEqualTo(1);
  }

  @Test
  void aWebSocketIsNotEndedForItsAge() throws Exception {
    Peer peer = new Peer();
    WebSocket webSocket = connect(peer);
    clock.advance(ofHours(2));
    webSocket.sendText("old", true).join();
    assertThat(get(peer.message)).isEqualTo("old");
    assertThat(peer.closed).isNotDone();
  }

  WebSocket connect(Peer peer) throws Exception {
    URI uri = URI.create("ws://127.0.0.1:" + port() + "/ws");
    return get(client.newWebSocketBuilder().buildAsync(uri, peer));
  }

  static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(10, TimeUnit.SECONDS);
  }

  /** The client's end. */
  static final class Peer implements WebSocket.Listener {
    final CompletableFuture<String> message = new CompletableFuture<>();
    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    volatile long closedNanos;

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence text, boolean last) {
      message.complete(text.toString());
      return WebSocket.Listener.super.onText(webSocket, text, last);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int status, String reason) {
      closedNanos = System.nanoTime();
      closed.complete(status);
      return WebSocket.Listener.super.onClose(webSocket, status, reason);
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
      closed.completeExceptionally(error);
    }
  }
}
