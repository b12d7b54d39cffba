package io.lameduck.it;

import static io.lameduck.it.rehearsal.ClientKind.FRESH;
import static io.lameduck.it.rehearsal.ClientKind.IDLE;
import static io.lameduck.it.rehearsal.ClientKind.KEPT_ALIVE;
import static io.lameduck.it.rehearsal.ClientKind.POST;
import static io.lameduck.it.rehearsal.ClientKind.SLOW;
import static io.lameduck.it.rehearsal.ClientKind.STREAMING;

import io.lameduck.it.rehearsal.ClientKind;
import io.lameduck.it.rehearsal.Deployment;
import io.lameduck.it.rehearsal.Load;
import io.lameduck.it.rehearsal.PodEnd;
import io.lameduck.it.rehearsal.PodSpec;
import io.lameduck.it.rehearsal.Propagation;
import io.lameduck.it.rehearsal.Results;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * A service is replaced under load before your eyes: its own log, the load beside it, and a verdict
 * at the end. Exits with 1 if a request failed.
 */
final class Demo {
  private static final Map<ClientKind, Integer> MIX =
      Map.of(KEPT_ALIVE, 10, IDLE, 10, FRESH, 5, SLOW, 4, POST, 4, STREAMING, 3);
  private static final Propagation PROPAGATION = Propagation.fixed(Duration.ofMillis(1500));
  private static final int BEFORE = 1000;

  private final Screen screen = new Screen(System.out);

  public static void main(String[] arguments) throws IOException, InterruptedException {
    boolean good = new Demo().rehearse();
    System.exit(good ? 0 : 1);
  }

  private boolean rehearse() throws IOException, InterruptedException {
    screen.say("demo", "A service starts; then 36 clients of six kinds begin to ask.");
    try (Deployment deployment = Deployment.start(hello(), 1, screen::say);
        Load load = Load.on(deployment, PROPAGATION, MIX, 1)) {
      return rehearse(deployment, load);
    }
  }

  /** With a log that fits the screen: without names of threads and loggers. */
  private static PodSpec hello() {
    return Hello.inCluster()
        .withJvmOptions(
            "-Dorg.slf4j.simpleLogger.showThreadName=false",
            "-Dorg.slf4j.simpleLogger.showLogName=false");
  }

  private boolean rehearse(Deployment deployment, Load load)
      throws IOException, InterruptedException {
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    ScheduledFuture<?> ticks =
        clock.scheduleAtFixedRate(() -> tell(load.soFar()), 1, 1, TimeUnit.SECONDS);
    load.awaitRequests(BEFORE, Duration.ofSeconds(20));
    screen.say("demo", "hello-2 starts. Once it is ready, hello-1 gets SIGTERM;");
    screen.say("demo", "clients hear of both 1.5 s later, and go on asking hello-1 until then.");
    PodEnd end = deployment.restart().get(0);
    ticks.cancel(false);
    clock.shutdown();
    return verdict(end, load.stop());
  }

  private void tell(Results results) {
    screen.say("load", count(results) + ", " + results.failures().size() + " failed");
  }

  private boolean verdict(PodEnd end, Results results) {
    boolean good = results.failures().isEmpty() && end.exitCode() == 0;
    screen.say("demo", "");
    results.table().lines().forEach(line -> screen.say("demo", line));
    screen.say("demo", "");
    screen.say("demo", end.toString());
    screen.say("demo", "termination message: " + end.message().strip());
    screen.say(
        "demo", good ? count(results) + ", and none failed." : "NOT as promised: see above.");
    return good;
  }

  private static String count(Results results) {
    return String.format(Locale.ROOT, "%,d requests", results.total());
  }
}
