package io.lameduck.spi;

import java.io.IOException;
import java.net.ConnectException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Clients that send requests as fast as they can, on connections they keep as long as they may. */
final class Swarm {
  private static final int CLIENTS = 24;

  /** How a client gets a connection. */
  @FunctionalInterface
  interface Connector {
    Wire connect() throws IOException;
  }

  private final Connector connector;
  private final int requests;
  private final Runnable halfWay;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong served = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong unanswered = new AtomicLong();
  private final AtomicLong cutOff = new AtomicLong();

  /**
   * @param halfWay run by the client that sends the request in the middle
   */
  Swarm(Connector connector, int requests, Runnable halfWay) {
    this.connector = connector;
    this.requests = requests;
    this.halfWay = halfWay;
  }

  /** Returns when all requests have been sent. */
  Swarm run() throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    List<Future<?>> clients =
        Stream.<Future<?>>generate(() -> threads.submit(this::client)).limit(CLIENTS).toList();
    for (Future<?> client : clients) {
      client.get();
    }
    threads.shutdown();
    threads.awaitTermination(1, TimeUnit.SECONDS);
    return this;
  }

  /** Requests that were served. */
  long served() {
    return served.get();
  }

  /** Requests that found nobody to listen. */
  long refused() {
    return refused.get();
  }

  /** Requests that got a 503, or nothing on a connection that had served others. */
  long unanswered() {
    return unanswered.get();
  }

  /** Requests whose response began and did not end. */
  long cutOff() {
    return cutOff.get();
  }

  private @Nullable Void client() throws IOException {
    Wire kept = null;
    for (long number = sent.incrementAndGet();
        number <= requests;
        number = sent.incrementAndGet()) {
      if (number == requests / 2) {
        halfWay.run();
      }
      kept = request(kept);
    }
    closed(kept);
    return null;
  }

  /** Sends one request; the connection for the next one, if it can be kept. */
  private @Nullable Wire request(@Nullable Wire kept) throws IOException {
    Wire wire = kept;
    try {
      wire = kept == null ? connector.connect() : kept;
      Reply reply = wire.get("/hello").reply();
      (reply.status() == 200 ? served : unanswered).incrementAndGet();
      return reply.announcesTheEnd() ? closed(wire) : wire;
    } catch (ConnectException e) {
      refused.incrementAndGet();
    } catch (IOException e) {
      lost(e, kept == null);
    }
    return closed(wire);
  }

  /** What was in the queue of a listener when it closed is as good as refused. */
  private void lost(IOException e, boolean firstOfItsConnection) {
    if (e instanceof LostReplyException lost && lost.begun()) {
      cutOff.incrementAndGet();
    } else {
      (firstOfItsConnection ? refused : unanswered).incrementAndGet();
    }
  }

  private static @Nullable Wire closed(@Nullable Wire wire) throws IOException {
    if (wire != null) {
      wire.close();
    }
    return null;
  }
}
