package io.lameduck.benchmarks.jmh;

import com.linecorp.armeria.server.ArmeriaGate;
import io.lameduck.Exit;
import io.lameduck.InFlight;
import io.lameduck.Lameduck;
import io.lameduck.internal.work.BareGate;
import io.undertow.server.HttpServerExchange;
import java.util.Map;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A request enters and leaves: what it costs to know who is inside, by the ways there are. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class GateBenchmark {
  private final BareGate gate = new BareGate();
  private final ArmeriaGate armeria = new ArmeriaGate();
  private final LongAdder entered = new LongAdder();
  private final LongAdder left = new LongAdder();
  private final AtomicLong atomic = new AtomicLong();
  private final Phaser phaser = new Phaser(1);
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private UndertowGate undertow;
  private JettyGate jetty;
  private Lameduck lameduck;
  private InFlight inFlight;

  /** What a request of Undertow has for itself. */
  @State(Scope.Thread)
  public static class UndertowRequest {
    private final HttpServerExchange exchange = UndertowGate.exchange();
  }

  @Setup
  public void start() throws Exception {
    undertow = new UndertowGate();
    jetty = new JettyGate();
    lameduck = Lameduck.builder().exit(Exit.none()).withoutSignals().environment(Map.of()).start();
    inFlight = lameduck.inFlight();
  }

  @TearDown
  public void end() {
    lameduck.stop();
  }

  @Benchmark
  public void lameduckGate() {
    gate.leave(gate.enter());
  }

  /** With all that a request of an adapter has: its age, its description, a place in the list. */
  @Benchmark
  public void lameduckTicket() {
    inFlight.tryEnter(() -> "GET /").close();
  }

  @Benchmark
  public void undertow(UndertowRequest request) throws Exception {
    undertow.enterAndLeave(request.exchange);
  }

  @Benchmark
  public void armeria() {
    armeria.enter();
    armeria.leave();
  }

  @Benchmark
  public boolean jetty() throws Exception {
    return jetty.enterAndLeave();
  }

  @Benchmark
  public void longAdders() {
    entered.increment();
    left.increment();
  }

  @Benchmark
  public long atomicLong() {
    atomic.incrementAndGet();
    return atomic.decrementAndGet();
  }

  @Benchmark
  public int phaser() {
    phaser.register();
    return phaser.arriveAndDeregister();
  }

  @Benchmark
  public void readWriteLock() {
    lock.readLock().lock();
    lock.readLock().unlock();
  }
}
