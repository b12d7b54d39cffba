package io.lameduck.it.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lameduck.it.End;
import io.lameduck.it.Get;
import io.lameduck.it.Instance;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A victim under attack: what a {@link Row} can do to it. One thread. */
final class Trial {
  static final String PROBES = "probes";

  private static final Duration START = Duration.ofSeconds(40);
  private static final Duration SOON = Duration.ofSeconds(8);

  private final Instance instance;
  private final List<CompletableFuture<HttpResponse<String>>> innocents = new ArrayList<>();
  private long begun = System.nanoTime();

  Trial(Instance instance) {
    this.instance = instance;
  }

  /** Waits until a probe gets this answer. */
  void awaitProbe(String path, int status) {
    await(path + " to be " + status)
        .atMost(START)
        .pollInterval(Duration.ofMillis(50))
        .failFast("ended: " + instance.log(), () -> !instance.isAlive())
        .until(() -> probe(path) == status);
  }

  int probe(String path) {
    return Instance.status(instance.port(PROBES), path);
  }

  void awaitLog(String text) {
    instance.awaitLog(text, SOON);
  }

  /**
   * Waits until the library has heard a signal.
   *
   * @param first whether it is the one that begins the shutdown
   */
  void awaitHeard(String signal, boolean first) {
    awaitLog(first ? "shutting down: SIG" + signal : "SIG" + signal + " joined");
  }

  /** Waits until user's code was called there. */
  void awaitCall(String place) {
    await(place + " to be called")
        .atMost(START)
        .pollInterval(Duration.ofMillis(20))
        .failFast("ended: " + instance.log(), () -> !instance.isAlive())
        .until(() -> Call.in(instance.log()).stream().anyMatch(call -> call.place().equals(place)));
  }

  /** A request that takes so long and has to be served, whatever happens. */
  void innocent(int millis) {
    int before = slow();
    innocents.add(Get.async(instance, "/slow?ms=" + millis));
    await("the request to be in flight").atMost(SOON).until(() -> slow() > before);
  }

  private int slow() {
    return (int) instance.log().stream().filter("slow begins"::equals).count();
  }

  /** Makes the victim do something, and waits until it has. */
  void order(String what) {
    HttpResponse<String> answer =
        orderAndGo(what).orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join();
    assertThat(answer.statusCode()).as(what).isEqualTo(200);
  }

  /** The same without waiting for an answer, which may never come. */
  CompletableFuture<HttpResponse<String>> orderAndGo(String what) {
    return Get.async(instance, "/do/" + what);
  }

  CompletableFuture<HttpResponse<String>> request(String target) {
    return Get.async(instance, target);
  }

  /** Waits until {@code main} has begun: what a JVM takes before that is not measured. */
  void awaitMain() {
    instance.awaitLog(Victim.GREETING, START);
    begin();
  }

  /** From now on the grace period runs. */
  void begin() {
    begun = System.nanoTime();
  }

  /** Sends SIGTERM; its grace period begins when the signal was sent, not when that was asked. */
  void terminate() {
    signal("TERM");
    begin();
  }

  /** Sends a signal, which begins no grace period of its own. */
  void signal(String name) {
    signal(name, 1);
  }

  /** Sends a signal several times in a row. */
  void signal(String name, int times) {
    shell(
        "i=0; while [ $i -lt "
            + times
            + " ]; do kill -s "
            + name
            + " "
            + instance.pid()
            + " 2>/dev/null || exit 0; i=$((i+1)); done");
  }

  void shell(String script) {
    try {
      new ProcessBuilder("sh", "-c", script).inheritIO().start().waitFor();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** From now on the appender of the log misbehaves. */
  void breakLog(String how) {
    if (instance.status("/log/" + how) != 200) {
      throw new AssertionError("the log is whole: " + instance.log());
    }
  }

  void awaitFile(Path file, boolean exists) {
    await(file + " to exist: " + exists).atMost(SOON).until(() -> Files.exists(file) == exists);
  }

  Instance instance() {
    return instance;
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  void pause(int millis) {
    Duration over = elapsed().plusMillis(millis);
    await().pollInterval(Duration.ofMillis(20)).until(() -> elapsed().compareTo(over) >= 0);
  }

  Ended end() throws InterruptedException {
    End end = instance.awaitEnd(begun);
    return new Ended(end, FinalMessage.of(end.message()), instance.log(), statuses());
  }

  private List<Integer> statuses() {
    return innocents.stream()
        .map(request -> request.handle((response, e) -> e == null ? response.statusCode() : 0))
        .map(CompletableFuture::join)
        .toList();
  }
}
