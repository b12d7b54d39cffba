package io.lameduck.it.hostile;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.lameduck.Exit;
import io.lameduck.Lameduck;
import io.lameduck.LameduckBuilder;
import io.lameduck.Ticket;
import io.lameduck.WarmUp;
import io.lameduck.it.Faults;
import io.lameduck.it.Routes;
import io.lameduck.jdk.JdkServer;
import io.lameduck.probe.CheckKind;
import io.lameduck.probe.CheckSchedule;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A service that has code of the user wherever the library takes some, and commits the faults that
 * its arguments name. {@code POST}ed or not, a request for {@code /do/...} makes it misbehave while
 * it runs.
 */
final class Victim {
  private static final CheckSchedule OFTEN =
      CheckSchedule.defaults()
          .withPeriod(Duration.ofMillis(200))
          .withTimeout(Duration.ofSeconds(1));

  /** The first line of its log. */
  static final String GREETING = "main begins";

  private final Foreign foreign;
  private volatile @Nullable Lameduck lameduck;

  private Victim(Foreign foreign) {
    this.foreign = foreign;
  }

  public static void main(String[] arguments) throws Exception {
    System.out.println(GREETING);
    Foreign foreign = new Foreign(arguments);
    Victim victim = new Victim(foreign);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> foreign.called(Place.HOOK, "exit")));
    if (foreign.isToldOf("START/guarded")) {
      Lameduck.guard(victim::startGuarded);
    } else {
      victim.start();
    }
  }

  private void startGuarded() throws IOException {
    foreign.called(Place.START, "guarded");
    start();
  }

  private void start() throws IOException {
    HttpServer http = Routes.server();
    Faults.addTo(http);
    addTo(http);
    LameduckBuilder builder = described(new ForeignServer(JdkServer.of(http), foreign));
    if (foreign.isToldOf("EXIT/exit")) {
      builder.exit(new ForeignExit(Exit.jvm(), foreign));
    }
    if (foreign.isToldOf("WARM_UP/request")) {
      builder.warmUp(WarmUp.of(port -> foreign.called(Place.WARM_UP, "request")));
    }
    lameduck = builder.start();
    foreign.called(Place.MAIN, "started");
  }

  private LameduckBuilder described(ForeignServer server) {
    return Lameduck.builder()
        .serve(server)
        .orchestrator(new ForeignOrchestrator(foreign))
        .listener((from, to) -> foreign.called(Place.LISTENER, to.name()))
        .check(CheckKind.STARTUP, "startup", () -> check("startup"), OFTEN)
        .check(CheckKind.READINESS, "readiness", () -> check("readiness"), OFTEN)
        .check(CheckKind.LIVENESS, "liveness", () -> check("liveness"), OFTEN)
        .readiness("ping", () -> foreign.called(Place.PING, "ping"))
        .source("queue", () -> foreign.called(Place.SOURCE, "stop"), () -> {})
        .closeLast("pool", () -> foreign.called(Place.RESOURCE, "pool"))
        .closeLast("evil\n\u001b[2Jname", () -> foreign.called(Place.RESOURCE, "cache"));
  }

  /** Says nothing while it does what it should, or it would fill the log. */
  private boolean check(String name) {
    String place = Place.CHECK.at(name);
    if (foreign.isToldOf(place)) {
      foreign.called(Place.CHECK, name);
    }
    return true;
  }

  private void addTo(HttpServer http) {
    http.createContext("/do/tell", act(foreign::tell));
    http.createContext("/do/shutdown", act(this::shutDown));
    http.createContext("/do/shutdown-null", act(ignored -> shutDownForNoReason()));
    http.createContext("/do/exit", act(code -> System.exit(Integer.parseInt(code))));
    http.createContext("/do/enter", act(this::enter));
    http.createContext("/do/drop", act(how -> Drop.valueOf(how).of(lameduck().inFlight())));
    http.createContext("/do/misuse", act(ignored -> Misuse.of(lameduck())));
    http.createContext("/do/hog", act(order -> Hog.heap()));
  }

  private void shutDown(String reason) {
    lameduck()
        .shutdown(reason)
        .whenComplete((report, failure) -> foreign.called(Place.DEPENDENT, "report"));
  }

  private void shutDownForNoReason() {
    lameduck().shutdown(null);
  }

  /** Work that ends after so many milliseconds; never, if there are none. */
  private void enter(String millis) {
    Ticket ticket =
        Objects.requireNonNull(
            lameduck()
                .inFlight()
                .tryEnter(() -> foreign.called(Place.DESCRIPTION, "work", "message 42")));
    if (!millis.isEmpty()) {
      Routes.pause(Integer.parseInt(millis));
      ticket.close();
    }
  }

  private Lameduck lameduck() {
    return Objects.requireNonNull(lameduck);
  }

  /** Does something with the query, and answers when that is done. */
  private static HttpHandler act(Action action) {
    return exchange -> {
      try (exchange) {
        act(action, exchange);
      }
    };
  }

  private static void act(Action action, HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().getQuery();
    action.on(query == null ? "" : query);
    Routes.ok(exchange);
  }

  private interface Action {
    void on(String query);
  }
}
