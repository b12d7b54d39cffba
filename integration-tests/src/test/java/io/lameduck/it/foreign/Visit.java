package io.lameduck.it.foreign;

import io.lameduck.rehearsal.load.Endpoints;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Clients of one kind at work, through an address of their own, until stopped. */
final class Visit implements AutoCloseable {
  private final Visitor visitor;
  private final ServiceFront front;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final LongAdder answers = new LongAdder();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads;
  private final List<? extends Future<?>> work;

  private Visit(Visitor visitor, ServiceFront front) {
    this.visitor = visitor;
    this.front = front;
    this.threads = Daemons.threads(visitor.name());
    this.work =
        visitor.clients().apply(front.address()).stream()
            .map(client -> threads.submit(() -> run(client)))
            .toList();
  }

  static Visit begin(Visitor visitor, Endpoints endpoints, Duration lag) throws IOException {
    return new Visit(visitor, ServiceFront.open(endpoints, lag));
  }

  private void run(ForeignClient one) {
    try (ForeignClient client = one) {
      while (!stop.await(visitor.pause().toNanos(), TimeUnit.NANOSECONDS)) {
        ask(client);
      }
    } catch (InterruptedException e) {
      failures.add("did not end in time");
    } catch (IOException e) {
      failures.add("did not end well: " + e);
    }
  }

  private void ask(ForeignClient client) throws InterruptedException {
    try {
      answers.add(client.ask());
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      failures.add(String.valueOf(e));
    }
  }

  /** Nobody asks once more; does not wait. */
  void stop() {
    stop.countDown();
  }

  boolean isOver() {
    return work.stream().allMatch(Future::isDone);
  }

  Outcome outcome() {
    return new Outcome(visitor, answers.sum(), List.copyOf(failures), front.pods());
  }

  @Override
  public void close() throws IOException {
    threads.shutdownNow();
    front.close();
  }
}
