package io.lameduck.servlet;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lameduck.Outcome;
import io.lameduck.Setting;
import io.lameduck.WorkInFlight;
import io.lameduck.spi.Drill;
import io.lameduck.spi.Hold;
import io.lameduck.spi.Reply;
import io.lameduck.spi.Server;
import io.lameduck.spi.Wire;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is owed to servlets in particular: each request is work once, for as long as it lasts. */
@Timeout(60)
abstract class ServletContract {
  private static final int CLIENTS = 8;
  private static final int RACES = 1_250;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Rig rig;
  private final Hold hold = new Hold();
  private Drill drill;

  ServletContract(Rig rig) {
    this.rig = rig;
  }

  /** A server that serves with these, and has not been started. */
  abstract Server server(Map<String, HttpServlet> servlets) throws Exception;

  final Rig rig() {
    return rig;
  }

  @BeforeEach
  void describe() throws Exception {
    drill = new Drill(server(servlets()));
  }

  @AfterEach
  void end() throws Exception {
    hold.release();
    drill.close();
    rig.stop();
    threads.shutdownNow();
  }

  @Nested
  class CountsOnce {
    @Test
    void aRequestThatIsForwarded() throws Exception {
      assertServedOnce("/forward", 200);
    }

    @Test
    void aRequestThatIncludesAnother() throws Exception {
      assertServedOnce("/include", 200);
    }

    @Test
    void aRequestThatIsDispatchedAfterItWasAsynchronous() throws Exception {
      assertServedOnce("/dispatch", 200);
    }

    @Test
    void aRequestThatIsAsynchronousTwice() throws Exception {
      assertServedOnce("/twice", 200);
    }

    @Test
    void aRequestThatIsAnsweredByAnError() throws Exception {
      assertServedOnce("/error", 409);
    }

    @Test
    void aRequestWhoseServletThrows() throws Exception {
      assertServedOnce("/throw", 500);
    }

    @Test
    void aRequestWhoseDispatchThrows() throws Exception {
      assertServedOnce("/dispatch-throw", 500);
    }

    @Test
    void anAsynchronousRequestThatTookTooLong() throws Exception {
      assertServedOnce("/timeout", 500);
    }

    @Test
    void anAsynchronousRequestThatTheApplicationEndsWhenItTookTooLong() throws Exception {
      assertServedOnce("/timeout-answered", 504);
    }

    /** Whichever is first: the completion, or the return of the thread that began the request. */
    @Test
    void tenThousandRequestsThatAreCompletedByAnotherThread() throws Exception {
      drill.start();
      ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
      List<Future<?>> done =
          Stream.<Future<?>>generate(() -> clients.submit(ServletContract.this::raceAsClient))
              .limit(CLIENTS)
              .toList();
      for (Future<?> client : done) {
        client.get();
      }
      clients.shutdown();
      await().until(() -> drill.traffic().served() == CLIENTS * RACES);
      assertThat(drill.inFlight().count()).isZero();
    }

    private void assertServedOnce(String path, int status) throws Exception {
      drill.start();
      try (Wire wire = open()) {
        assertThat(wire.get(path).reply().status()).isEqualTo(status);
      }
      await().until(() -> drill.traffic().served() == 1);
      assertThat(drill.inFlight().count()).isZero();
      drill.drain();
      drill.assertDrained();
    }
  }

  @Nested
  class WaitsFor {
    @Test
    void aRequestThatIsDispatchedLater() throws Exception {
      drill.start();
      try (Wire wire = open()) {
        wire.get("/dispatch-held");
        hold.awaitArrival();
        drill.beginDrain();
        assertThat(drill.drainGoesOn()).isTrue();
        hold.release();
        assertThat(wire.reply().status()).isEqualTo(200);
        drill.assertDrained();
      }
    }

    @Test
    void anUploadThatIsReadAsItComes() throws Exception {
      drill.start();
      try (Wire wire = open()) {
        wire.request("POST", "/read", "Content-Length: 6\r\n").send("a b");
        await().until(() -> drill.inFlight().count() == 1);
        drill.beginDrain();
        assertThat(drill.drainGoesOn()).isTrue();
        assertThat(wire.send("ody").reply().body()).isEqualTo("6");
        drill.assertDrained();
      }
    }

    @Test
    void anAsynchronousRequestUntilTimeIsUp() throws Exception {
      drill
          .set(Setting.GRACE_PERIOD, ofMillis(2500))
          .set(Setting.EXIT_MARGIN, ofMillis(500))
          .set(Setting.CLOSE_RESERVE, ofMillis(1500));
      drill.start();
      try (Wire wire = open()) {
        wire.get("/never;jsessionid=secret?token=secret");
        await().until(() -> drill.inFlight().count() == 1);
        drill.drain();
        assertThat(drill.report().outcome()).isEqualTo(Outcome.CUT);
        assertThat(drill.report().cut())
            .extracting(WorkInFlight::description)
            .containsExactly("GET /never");
      }
    }
  }

  @Nested
  class InTheLameDuck {
    @Test
    void aStreamThatBeginsAnnouncesTheEndAndIsComplete() throws Exception {
      drill.start();
      drill.beginLameDuck();
      try (Wire wire = open()) {
        Reply reply = wire.get("/stream").reply();
        assertThat(reply.body()).isEqualTo("streamed");
        assertThat(reply.announcesTheEnd()).isTrue();
      }
    }

    @Test
    void anErrorAnnouncesTheEnd() throws Exception {
      drill.start();
      drill.beginLameDuck();
      try (Wire wire = open()) {
        assertThat(wire.get("/error").reply().announcesTheEnd()).isTrue();
      }
    }

    @Test
    void aNewConnectionIsNoticed() throws Exception {
      drill.start();
      drill.beginLameDuck();
      try (Wire wire = open()) {
        wire.get("/hello").reply();
        await().until(() -> drill.traffic().lateConnections() == 1);
      }
    }

    @Test
    void aHealthCheckerIsNotNoticed() throws Exception {
      drill.start();
      drill.beginLameDuck();
      try (Wire wire = open()) {
        wire.request("GET", "/hello", "User-Agent: Envoy/HC\r\n").reply();
        await().until(() -> drill.traffic().served() == 1);
        assertThat(drill.traffic().lateConnections()).isZero();
        assertThat(drill.traffic().late()).isZero();
      }
    }

    @Test
    void probesAreAnsweredAndAreNoWork() throws Exception {
      drill.start();
      assertThat(status("/ready")).isEqualTo(200);
      drill.beginLameDuck();
      assertThat(status("/ready")).isEqualTo(503);
      assertThat(status("/alive")).isEqualTo(200);
      assertThat(status("/started")).isEqualTo(200);
      assertThat(status("/ready/beneath")).isEqualTo(404);
      assertThat(drill.traffic().served()).isZero();
      assertThat(drill.traffic().lateConnections()).isZero();
    }

    private int status(String path) throws IOException {
      try (Wire wire = open()) {
        return wire.get(path).reply().status();
      }
    }
  }

  private @Nullable Void raceAsClient() throws IOException {
    Wire wire = open();
    for (int i = 0; i < RACES; i++) {
      if (wire.get("/race").reply().announcesTheEnd()) {
        wire.close();
        wire = open();
      }
    }
    wire.close();
    return null;
  }

  private Wire open() throws IOException {
    return Wire.to(rig.port());
  }

  /** What a servlet does with a request. */
  @FunctionalInterface
  private interface Service {
    void serve(HttpServletRequest request, HttpServletResponse response)
        throws ServletException, IOException;
  }

  private static HttpServlet servlet(Service service) {
    return new HttpServlet() {
      private static final long serialVersionUID = 1;

      @Override
      protected void service(HttpServletRequest request, HttpServletResponse response)
          throws ServletException, IOException {
        service.serve(request, response);
      }
    };
  }

  private Map<String, HttpServlet> servlets() {
    Map<String, Service> services = new HashMap<>();
    services.put("/hello", (request, response) -> response.getWriter().print("hello"));
    services.put("/throw", (request, response) -> fail());
    services.put("/error", (request, response) -> response.sendError(409));
    services.put("/stream", ServletContract::stream);
    services.put(
        "/forward",
        (request, response) -> request.getRequestDispatcher("/hello").forward(request, response));
    services.put(
        "/include",
        (request, response) -> request.getRequestDispatcher("/hello").include(request, response));
    services.put("/dispatch", (request, response) -> request.startAsync().dispatch("/hello"));
    services.put("/dispatch-throw", (request, response) -> request.startAsync().dispatch("/throw"));
    services.put("/dispatch-held", (request, response) -> dispatchHeld(request.startAsync()));
    services.put("/twice", (request, response) -> request.startAsync().dispatch("/dispatch"));
    services.put("/timeout", (request, response) -> request.startAsync().setTimeout(50));
    services.put("/timeout-answered", (request, response) -> answerLate(request.startAsync()));
    services.put("/race", (request, response) -> threads.execute(request.startAsync()::complete));
    services.put("/never", (request, response) -> request.startAsync().setTimeout(0));
    services.put("/read", (request, response) -> read(request, response));
    Map<String, HttpServlet> servlets = new HashMap<>();
    services.forEach((path, service) -> servlets.put(path, servlet(service)));
    return servlets;
  }

  private static void fail() {
    throw new IllegalStateException("as the test wants it");
  }

  private static void stream(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.getWriter().print("stre");
    response.flushBuffer();
    response.getWriter().print("amed");
  }

  private void dispatchHeld(AsyncContext async) {
    async.setTimeout(0);
    async.start(
        () -> {
          hold.pass();
          async.dispatch("/hello");
        });
  }

  private static void answerLate(AsyncContext async) {
    async.setTimeout(50);
    async.addListener(new AnswerLate());
  }

  private static void read(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    AsyncContext async = request.startAsync();
    async.setTimeout(0);
    ServletInputStream in = request.getInputStream();
    in.setReadListener(new Count(in, response, async));
  }

  /** Counts the bytes of an upload without waiting for them. */
  private static final class Count implements ReadListener {
    private final ServletInputStream in;
    private final HttpServletResponse response;
    private final AsyncContext async;
    private int bytes;

    Count(ServletInputStream in, HttpServletResponse response, AsyncContext async) {
      this.in = in;
      this.response = response;
      this.async = async;
    }

    @Override
    public void onDataAvailable() throws IOException {
      byte[] buffer = new byte[16];
      while (in.isReady() && !in.isFinished()) {
        bytes += Math.max(0, in.read(buffer));
      }
    }

    @Override
    public void onAllDataRead() throws IOException {
      response.getWriter().print(bytes);
      async.complete();
    }

    @Override
    public void onError(Throwable failure) {
      async.complete();
    }
  }
}
