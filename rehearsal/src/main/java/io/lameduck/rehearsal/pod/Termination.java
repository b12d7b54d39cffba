package io.lameduck.rehearsal.pod;

import io.lameduck.rehearsal.model.PodEnd;
import io.lameduck.rehearsal.model.PodEvent.Kind;
import io.lameduck.rehearsal.model.PodSpec;
import java.time.Duration;

/**
 * How the kubelet ends a container: the preStop hook, SIGTERM, and SIGKILL when the grace period,
 * counted from the start of the hook, is over. A hook that used it up leaves the process two
 * seconds ({@code minimumGracePeriodInSeconds}), and one that fails stops nothing. One thread.
 */
final class Termination {
  private static final Duration MIN_GRACE = Duration.ofSeconds(2);

  private final Container container;
  private final PodSpec spec;
  private final PodEvents events;
  private final Duration begun;
  private final Runnable onSigterm;

  private Termination(
      Container container, PodSpec spec, PodEvents events, Duration begun, Runnable onSigterm) {
    this.container = container;
    this.spec = spec;
    this.events = events;
    this.begun = begun;
    this.onSigterm = onSigterm;
  }

  /** Ends the container, whose grace period began when it says; tells when SIGTERM was sent. */
  static PodEnd run(
      Container container, PodSpec spec, PodEvents events, Duration begun, Runnable onSigterm)
      throws InterruptedException {
    return new Termination(container, spec, events, begun, onSigterm).run();
  }

  private PodEnd run() throws InterruptedException {
    String trouble = preStop();
    Duration signalled = events.write(Kind.SIGTERM, trouble);
    container.signal(Signal.TERM);
    onSigterm.run();
    boolean killed = !container.awaitExit(longer(remaining(), MIN_GRACE));
    if (killed) {
      events.write(Kind.SIGKILL, "the grace period of " + spec.gracePeriod().toSeconds() + " s");
      container.kill();
    }
    return end(killed, signalled);
  }

  /** What went wrong with it; empty if nothing. */
  private String preStop() throws InterruptedException {
    if (spec.preStop() == null) {
      return "";
    }
    try {
      HandlerRunner.of(spec.preStop()).handle(container, Caller.LIFECYCLE, remaining());
      return "";
    } catch (HandlerFailed e) {
      return "preStop failed: " + e.getMessage();
    }
  }

  private Duration remaining() {
    return spec.gracePeriod().minus(events.now().minus(begun));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private PodEnd end(boolean killed, Duration signalled) throws InterruptedException {
    int exitCode = container.exit().join();
    Duration ended = events.write(Kind.EXITED, "exit code " + exitCode);
    String message = container.finish();
    return new PodEnd(exitCode, killed, ended.minus(begun), ended.minus(signalled), message);
  }
}
