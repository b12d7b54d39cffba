package io.lameduck.it.foreign;

import static org.awaitility.Awaitility.await;

import io.lameduck.rehearsal.RehearsalListener;
import io.lameduck.rehearsal.load.Endpoints;
import io.lameduck.rehearsal.load.EndpointsListener;
import io.lameduck.rehearsal.model.Step;
import io.lameduck.rehearsal.model.Wait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Foreign clients that ask for as long as those of a rehearsal do, but for its last step. */
public final class ForeignLoad implements RehearsalListener, EndpointsListener, AutoCloseable {
  /** The last step: whoever asks has his answer, and asks no more. */
  public static final Step LAST_ANSWERS = new Wait(Duration.ofMillis(2500));

  private static final Duration AT_MOST = Duration.ofSeconds(15);

  private final List<Visitor> visitors;
  private final Duration lag;
  private final List<Visit> visits = new CopyOnWriteArrayList<>();
  private volatile @Nullable Endpoints endpoints;

  /**
   * Nobody asks yet.
   *
   * @param lag how late they learn of changes
   */
  public ForeignLoad(List<Visitor> visitors, Duration lag) {
    this.visitors = List.copyOf(visitors);
    this.lag = lag;
  }

  @Override
  public void endpoints(Endpoints endpoints) {
    this.endpoints = endpoints;
  }

  @Override
  public void loadStarted(LongSupplier requests, LongSupplier failed) {
    visitors.forEach(this::begin);
  }

  private void begin(Visitor visitor) {
    try {
      visits.add(Visit.begin(visitor, Objects.requireNonNull(endpoints), lag));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void step(String what) {
    if (what.equals(LAST_ANSWERS.toString())) {
      visits.forEach(Visit::stop);
    }
  }

  /** Waits for the last answers. */
  public List<Outcome> outcomes() {
    await("the last answers").atMost(AT_MOST).until(() -> visits.stream().allMatch(Visit::isOver));
    return visits.stream().map(Visit::outcome).toList();
  }

  @Override
  public void close() throws IOException {
    for (Visit visit : visits) {
      visit.close();
    }
  }
}
