package io.lameduck.rehearsal.load;

import io.lameduck.rehearsal.model.Clients;
import io.lameduck.rehearsal.model.FailureKind;
import io.lameduck.rehearsal.model.Propagation;
import io.lameduck.rehearsal.model.Results;
import io.lameduck.rehearsal.pod.Stopwatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Clients at work, each on threads and with a seed of its own, until stopped. Any thread. */
public final class Load implements AutoCloseable {
  /** In which a proxy names the pod that has answered. */
  public static final String POD_HEADER = "Lameduck-Rehearsal-Pod";

  /** Far longer than any good answer takes to begin, far shorter than a rehearsal. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** How long to wait for the last answers; what is still under way then has no end. */
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(15);

  private final Tally tally;
  private final UnaryOperator<UserAgent> way;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool(Load::thread);
  private final List<Client> clients = new ArrayList<>();
  private final List<Future<@Nullable Void>> work = new ArrayList<>();

  private Load(Tally tally, UnaryOperator<UserAgent> way) {
    this.tally = tally;
    this.way = way;
  }

  /**
   * Starts the clients against the endpoints, all of which they know at the start. The same seed
   * gives every client the same sequence of pauses and choices.
   */
  public static Load start(
      Endpoints endpoints,
      Propagation propagation,
      List<Clients> clients,
      long seed,
      Stopwatch stopwatch) {
    return start(endpoints, propagation, clients, seed, stopwatch, any -> {});
  }

  /** Starts them with a listener that hears of every failure, on the thread of its client. */
  public static Load start(
      Endpoints endpoints,
      Propagation propagation,
      List<Clients> clients,
      long seed,
      Stopwatch stopwatch,
      Consumer<FailureKind> failures) {
    endpoints.announceAll();
    Load load = new Load(new Tally(stopwatch, endpoints, failures), UnaryOperator.identity());
    load.start(endpoints, propagation, clients, seed);
    return load;
  }

  /** Starts them behind a proxy, which says in {@link #POD_HEADER} which pod has answered. */
  public static Load startThrough(
      Endpoint proxy,
      Endpoints endpoints,
      List<Clients> clients,
      long seed,
      Stopwatch stopwatch,
      Consumer<FailureKind> failures) {
    endpoints.announceAll();
    Load load = new Load(new Tally(stopwatch, endpoints, false, failures), ProxiedAgent::new);
    load.start(any -> List.of(proxy), Propagation.fixed(Duration.ZERO), clients, seed);
    return load;
  }

  private void start(
      Discovery discovery, Propagation propagation, List<Clients> groups, long seed) {
    Random seeds = new Random(seed);
    for (Clients some : groups) {
      for (int i = 0; i < some.count(); i++) {
        Random random = new Random(seeds.nextLong());
        Duration lag = propagation.lagOf(i);
        start(some, new Dialer(discovery, lag, random, tally, PATIENCE), random);
      }
    }
  }

  private static Thread thread(Runnable client) {
    Thread thread = new Thread(client, "client");
    thread.setDaemon(true);
    return thread;
  }

  private void start(Clients some, Dialer dialer, Random random) {
    for (UserAgent agent : UserAgents.of(some, dialer)) {
      Client client =
          new Client(some, way.apply(agent), new Random(random.nextLong()), tally, stop);
      clients.add(client);
      work.add(threads.submit(client));
    }
  }

  /**
   * Makes one request as such a client would, of one pod.
   *
   * @return whether the answer has an end
   * @throws RequestFailed if it is not answered well
   */
  public static boolean tryOut(Endpoint endpoint, Clients clients)
      throws RequestFailed, InterruptedException {
    Stopwatch stopwatch = Stopwatch.start();
    Endpoints only = new Endpoints(stopwatch);
    only.add(endpoint);
    Dialer dialer =
        new Dialer(
            only, Duration.ZERO, new Random(), new Tally(stopwatch, only, any -> {}), PATIENCE);
    return FirstRequest.make(
        UserAgents.of(clients, dialer).get(0), clients.kind().mayBeEndless(), LAST_ANSWERS);
  }

  /** How many requests were made so far. */
  public long requests() {
    return tally.requests();
  }

  /** How many of them have failed. */
  public long failed() {
    return tally.failed();
  }

  /** What has happened so far, at one moment; what is under way is not counted yet. */
  public Results results() {
    return tally.results();
  }

  /**
   * Lets every client finish its request, and tells what happened. An answer that goes on for 15
   * more seconds is cut off, and not counted.
   */
  public Results stop() throws InterruptedException {
    stop.countDown();
    clients.stream().filter(Client::isEndless).forEach(Client::abandon);
    awaitAll(LAST_ANSWERS);
    clients.forEach(Client::abandon);
    awaitAll(PATIENCE);
    if (!work.stream().allMatch(Future::isDone)) {
      throw new IllegalStateException("a client does not stop; its numbers mean nothing");
    }
    return tally.results();
  }

  private void awaitAll(Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    for (Future<@Nullable Void> client : work) {
      try {
        client.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (ExecutionException e) {
        throw new IllegalStateException("a client broke; its numbers mean nothing", e);
      } catch (TimeoutException e) {
        // The caller abandons the clients that are not done, or gives up.
      }
    }
  }

  @Override
  public void close() {
    stop.countDown();
    clients.forEach(Client::abandon);
    threads.shutdownNow();
  }
}
