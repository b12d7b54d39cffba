package io.lameduck.benchmarks.jmh;

import io.lameduck.Exit;
import io.lameduck.Lameduck;
import io.lameduck.servlet.LameduckFilter;
import io.lameduck.servlet.ServletServer;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.infra.Blackhole;

/** The time the filter adds to a request, against the same chain without it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FilterBenchmark {
  private final StubRequest request = new StubRequest();
  private final Filter filter = new LameduckFilter();
  private Lameduck lameduck;
  private FilterChain chain;

  @Setup
  public void start(Blackhole blackhole) throws ServletException {
    StubApplication application = new StubApplication();
    filter.init(application.filterConfig());
    lameduck =
        Lameduck.builder()
            .exit(Exit.none())
            .withoutSignals()
            .environment(Map.of())
            .serve(ServletServer.of(application.context()))
            .start();
    chain = (request, response) -> blackhole.consume(request);
  }

  @TearDown
  public void end() {
    lameduck.stop();
  }

  @Benchmark
  public void emptyChain() throws IOException, ServletException {
    chain.doFilter(request, StubApplication.RESPONSE);
  }

  @Benchmark
  public void filteredChain() throws IOException, ServletException {
    filter.doFilter(request, StubApplication.RESPONSE, chain);
  }
}
