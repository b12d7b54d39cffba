package io.lameduck.it.rehearsal;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Clients at work, each on a thread of its own with a seed of its own, until stopped. */
public final class Load implements AutoCloseable {
  /** Longer than the slowest request and a client's patience together. */
  private static final long LAST_REQUEST_SECONDS = 30;

  private final Tally tally = new Tally();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool(Load::thread);
  private final List<Future<@Nullable Void>> clients = new ArrayList<>();

  private Load() {}

  /** Starts this many clients of each kind against the deployment. */
  public static Load on(
      Deployment deployment, Propagation propagation, Map<ClientKind, Integer> mix, long seed) {
    Load load = new Load();
    Random seeds = new Random(seed);
    for (ClientKind kind : ClientKind.values()) {
      for (int i = 0; i < mix.getOrDefault(kind, 0); i++) {
        View view = new View(deployment.endpoints(), propagation.lagOf(i));
        load.start(kind, view, new Random(seeds.nextLong()));
      }
    }
    return load;
  }

  private static Thread thread(Runnable client) {
    Thread thread = new Thread(client, "client");
    thread.setDaemon(true);
    return thread;
  }

  private void start(ClientKind kind, View view, Random random) {
    clients.add(threads.submit(new Client(kind, view, random, tally, stop)));
  }

  /** Waits until so many requests were made since the start of the load. */
  public void awaitRequests(long count, Duration atMost) {
    await(count + " requests").atMost(atMost).until(() -> tally.total() >= count);
  }

  /** Lets the clients work on for so long; not at all if that is negative. */
  public void goOnFor(Duration duration) throws InterruptedException {
    boolean stopped = stop.await(duration.toNanos(), TimeUnit.NANOSECONDS);
    assert !stopped;
  }

  /** What has happened so far. */
  public Results soFar() {
    return tally.results();
  }

  /** Lets every client finish its request, then tells what happened. */
  public Results stop() throws InterruptedException {
    stop.countDown();
    try {
      for (Future<@Nullable Void> client : clients) {
        client.get(LAST_REQUEST_SECONDS, TimeUnit.SECONDS);
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("a client broke; its numbers mean nothing", e);
    }
    return tally.results();
  }

  @Override
  public void close() {
    stop.countDown();
    threads.shutdownNow();
  }
}
