package io.lameduck.servlet.undertow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lameduck.servlet.EmbeddedServerContract;
import io.lameduck.servlet.Protocol;
import io.lameduck.servlet.Rig;
import io.lameduck.spi.Drill;
import io.lameduck.spi.Hold;
import io.lameduck.spi.SelfSigned;
import io.lameduck.spi.Wire;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The adapter for Undertow. */
class UndertowServerTest extends EmbeddedServerContract {
  @Override
  protected Rig rig(Protocol protocol, SelfSigned certificate, int port, int threads) {
    return new UndertowRig(protocol, certificate, port, threads);
  }

  @Nested
  class OfAnUndertowThatSomebodyElseBuilds {
    private final HttpHandler handler =
        UndertowServer.draining(exchange -> exchange.getResponseSender().send("hello"));
    private final Undertow undertow =
        Undertow.builder().addHttpListener(0, "127.0.0.1").setHandler(handler).build();

    @AfterEach
    void stop() {
      undertow.stop();
    }

    @Test
    void servesAndDrainsIt() throws Exception {
      try (Drill drill = new Drill(UndertowServer.of(undertow, handler)).start();
          Wire kept = Wire.to(port())) {
        assertThat(kept.get("/").reply().body()).isEqualTo("hello");
        assertThat(kept.get("/ready").reply().status()).isEqualTo(200);
        drill.drain();
        drill.assertDrained();
        assertThat(drill.traffic().served()).isEqualTo(1);
        await().until(() -> undertow.getWorker() == null); // it is stopped behind the drain
      }
    }

    @Test
    void leavesItToThemIfTheyStartedIt() throws Exception {
      undertow.start();
      int port = port();
      try (Drill drill = new Drill(UndertowServer.of(undertow, handler)).start();
          Wire kept = Wire.to(port)) {
        assertThat(kept.get("/").reply().body()).isEqualTo("hello");
        drill.drain();
        drill.assertDrained();
        assertThat(Wire.refused(port)).isTrue();
        assertThat(undertow.getWorker().isShutdown()).isFalse();
      }
    }

    @Test
    void servesWithoutAService() throws Exception {
      undertow.start();
      try (Wire wire = Wire.to(port())) {
        assertThat(wire.get("/ready").reply().body()).isEqualTo("hello");
      }
    }

    @Test
    void refusesAHandlerThatDoesNotDrain() {
      HttpHandler other = exchange -> {};
      assertThatThrownBy(() -> UndertowServer.of(undertow, other))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("UndertowServer.draining");
    }

    private int port() {
      return ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
    }
  }

  /** A handler that blocks the thread on which its connection lives, which it must not do. */
  @Nested
  class WhoseIoThreadHangs {
    private final Hold hold = new Hold();
    private final HttpHandler handler =
        UndertowServer.draining(
            exchange -> {
              hold.pass();
              exchange.getResponseSender().send("late");
            });
    private final Undertow undertow =
        Undertow.builder()
            .setIoThreads(1)
            .addHttpListener(0, "127.0.0.1")
            .setHandler(handler)
            .build();

    @Test
    void itsListenerIsClosedAllTheSame() throws Exception {
      try (Drill drill = new Drill(UndertowServer.of(undertow, handler)).start()) {
        int port = ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
        try (Wire held = Wire.to(port).get("/")) {
          hold.awaitArrival();
          drill.beginDrain();
          await().until(() -> Wire.refused(port));
          hold.release();
          assertThat(held.reply().body()).isEqualTo("late");
          drill.assertDrained();
        }
      }
    }
  }
}
