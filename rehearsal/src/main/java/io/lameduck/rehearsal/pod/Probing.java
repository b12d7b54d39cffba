package io.lameduck.rehearsal.pod;

import io.lameduck.rehearsal.model.ProbeSpec;
import io.lameduck.rehearsal.model.Probes;
import io.lameduck.rehearsal.pod.Thresholds.ProbeStatus;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * All probes of one container: readiness and liveness wait until the startup probe has passed. Any
 * thread.
 */
final class Probing implements AutoCloseable {
  /** Told on the threads of the probes. */
  interface Listener {
    void ready(boolean ready, String reason);

    void unhealthy(String reason);
  }

  private final Probes probes;
  private final Container container;
  private final Listener listener;
  private final List<Prober> all = new CopyOnWriteArrayList<>();
  private final List<Prober> fatal = new CopyOnWriteArrayList<>();

  private Probing(Probes probes, Container container, Listener listener) {
    this.probes = probes;
    this.container = container;
    this.listener = listener;
  }

  static Probing start(Probes probes, Container container, Listener listener) {
    Probing probing = new Probing(probes, container, listener);
    if (probes.startup() == null) {
      probing.begin();
    } else {
      probing.watch(probes.startup(), ProbeStatus.UNKNOWN, probing::startup);
    }
    return probing;
  }

  private void startup(ProbeStatus status, String reason) {
    if (status == ProbeStatus.PASSING) {
      stopFatal();
      begin();
    } else {
      listener.unhealthy("startup probe: " + reason);
    }
  }

  private void begin() {
    if (probes.readiness() == null) {
      listener.ready(true, "");
    } else {
      all.add(
          Prober.start(
              probes.readiness(),
              container,
              ProbeStatus.FAILING,
              (status, reason) -> listener.ready(status == ProbeStatus.PASSING, reason)));
    }
    watch(probes.liveness(), ProbeStatus.PASSING, (status, reason) -> liveness(reason));
  }

  private void liveness(String reason) {
    listener.unhealthy("liveness probe: " + reason);
  }

  private void watch(@Nullable ProbeSpec spec, ProbeStatus initial, Prober.Listener change) {
    if (spec != null) {
      Prober prober = Prober.start(spec, container, initial, change);
      all.add(prober);
      fatal.add(prober);
    }
  }

  /** Startup and liveness probes end with the deletion, readiness goes on to the end. */
  void stopFatal() {
    fatal.forEach(Prober::stop);
  }

  @Override
  public void close() {
    all.forEach(Prober::stop);
  }
}
