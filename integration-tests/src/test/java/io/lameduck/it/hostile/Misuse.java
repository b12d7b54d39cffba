package io.lameduck.it.hostile;

import io.lameduck.Lameduck;
import io.lameduck.PhaseListener;
import io.lameduck.probe.HealthCheck;
import io.lameduck.spi.Server;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Arguments that nobody should hand in, while the service runs. */
final class Misuse {
  private Misuse() {}

  static void of(Lameduck lameduck) {
    attempt("server", () -> Lameduck.builder().serve((Server) null));
    attempt("listener", () -> Lameduck.builder().listener((PhaseListener) null));
    attempt("check", () -> Lameduck.builder().readiness("n", (HealthCheck) null));
    attempt("ping", () -> Lameduck.builder().readiness("n", (HealthCheck.Ping) null));
    attempt("name", () -> Lameduck.builder().liveness(null, () -> true));
    attempt("resource", () -> Lameduck.builder().closeLast("n", null));
    attempt("exit", () -> Lameduck.builder().exit(null));
    attempt("description", () -> lameduck.inFlight().tryEnter((Supplier<String>) null));
    attempt("executor", () -> lameduck.inFlight().wrap((Executor) null, "n"));
    attempt("listener of a running service", () -> lameduck.addListener(null));
  }

  private static void attempt(String what, Runnable misuse) {
    try {
      misuse.run();
      System.out.println("misuse: " + what + ": accepted");
    } catch (RuntimeException e) {
      System.out.println("misuse: " + what + ": refused: " + e.getMessage());
    }
  }
}
