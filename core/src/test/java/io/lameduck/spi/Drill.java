package io.lameduck.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.EndReason;
import io.lameduck.Exit;
import io.lameduck.InFlight;
import io.lameduck.Lameduck;
import io.lameduck.LameduckBuilder;
import io.lameduck.Outcome;
import io.lameduck.PhaseReport;
import io.lameduck.Setting;
import io.lameduck.ShutdownReport;
import io.lameduck.Traffic;
import io.lameduck.WarmUp;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A service whose end is drilled: it can be stopped in every phase, so that no test depends on how
 * fast it runs. Without propagation delay and linger unless they are set.
 */
public final class Drill implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 20;

  /** A step in which the pacer holds the shutdown has a fifth of it. */
  private static final Duration LONGER_THAN_ANY_TEST = Duration.ofMinutes(10);

  private final Pacer pacer = new Pacer();
  private final LameduckBuilder builder;
  private @Nullable Lameduck lameduck;
  private CompletableFuture<ShutdownReport> shutdown = new CompletableFuture<>();

  /** A service of these servers, to be started. */
  public Drill(Server... servers) {
    builder = Lameduck.builder().exit(Exit.none()).withoutSignals().environment(Map.of());
    builder.set(Setting.GRACE_PERIOD, LONGER_THAN_ANY_TEST);
    Stream.of(servers).forEach(builder::serve);
    builder.serve(pacer);
  }

  public <T> Drill set(Setting<T> setting, T value) {
    builder.set(setting, value);
    return this;
  }

  public Drill warmUp(WarmUp warmUp) {
    builder.warmUp(warmUp);
    return this;
  }

  public Drill closeLast(String name, AutoCloseable resource) {
    builder.closeLast(name, resource);
    return this;
  }

  public Drill start() {
    lameduck = builder.start();
    return this;
  }

  /** The service, once it has been started. */
  public Lameduck lameduck() {
    return Objects.requireNonNull(lameduck, "not started");
  }

  public InFlight inFlight() {
    return lameduck().inFlight();
  }

  public Traffic traffic() {
    return lameduck().traffic();
  }

  /** Begins the shutdown, and stops it in the lame duck. */
  public void beginLameDuck() {
    shutdown = lameduck().shutdown("drill");
    pacer.inLameDuck().awaitArrival();
  }

  /** Begins the shutdown, and stops it in the drain before it waits for anything. */
  public void stopInDrain() {
    pacer.inLameDuck().release();
    shutdown = lameduck().shutdown("drill");
    pacer.inDrain().awaitArrival();
  }

  /** Begins the shutdown, and returns when it waits in the drain. */
  public void beginDrain() {
    stopInDrain();
    pacer.inDrain().release();
  }

  /** Begins the shutdown, and lets it run. */
  public void drain() {
    letGo();
    shutdown = lameduck().shutdown("drill");
  }

  /** Lets the shutdown run that was stopped in a phase. */
  public void letGo() {
    pacer.inLameDuck().release();
    pacer.inDrain().release();
  }

  /** Whether the drain has found that there is something left to wait for. */
  public boolean drainGoesOn() {
    return pacer.seesTheDrainGoOn();
  }

  /** How long ago the drain began. */
  public Duration sinceDraining() {
    return pacer.sinceDraining();
  }

  /** Waits until the shutdown is over. */
  public ShutdownReport report() throws Exception {
    return shutdown.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** Waits until the shutdown is over; it has waited for everything and cut nothing. */
  public void assertDrained() throws Exception {
    assertThat(report().outcome()).isEqualTo(Outcome.DRAINED);
    assertThat(report().traffic().cut()).isZero();
    assertThat(report().phases())
        .extracting(PhaseReport::end)
        .containsExactly(EndReason.SKIPPED, EndReason.DRAINED, EndReason.CLOSED);
  }

  /** Lets the shutdown go where it was stopped, or ends the service. */
  @Override
  public void close() {
    letGo();
    if (lameduck != null) {
      lameduck.stop();
    }
  }
}
