package io.lameduck.internal.work;

import io.lameduck.internal.recording.Recording;
import io.lameduck.internal.recording.Recording.Arrival;
import io.lameduck.internal.time.Time;
import java.net.InetAddress;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What has arrived: new connections and requests, and how many of them came after the shutdown
 * began. A new connection after SIGTERM is the direct evidence that some client still routes here.
 * Thread-safe.
 */
public final class Arrivals {
  /** What came since the shutdown began. */
  private static final class Late {
    final long since;
    final OptionalDouble usualPerMinute;
    final AtomicLong requests = new AtomicLong();
    final AtomicLong connections = new AtomicLong();
    final AtomicLong lastConnection;

    Late(long since, OptionalDouble usualPerMinute) {
      this.since = since;
      this.usualPerMinute = usualPerMinute;
      this.lastConnection = new AtomicLong(since);
    }
  }

  private final Time time;
  private final SilenceModel model;
  private final ConnectionRate rate;
  private final Recording recording;
  private volatile @Nullable Late late;

  public Arrivals(Time time, SilenceModel model, Recording recording) {
    this.time = time;
    this.model = model;
    this.recording = recording;
    this.rate = new ConnectionRate(time.nanos());
  }

  /** A client has opened a connection. */
  public void connection(InetAddress client) {
    long now = time.nanos();
    model.connection(client, now);
    Late late = this.late;
    if (late != null) {
      late.lastConnection.accumulateAndGet(now, Math::max); // others may have overtaken this one
      late.connections.incrementAndGet();
      recording.late(Arrival.CONNECTION, now - late.since);
    } else {
      rate.connection(now);
    }
  }

  /** A piece of work has begun at this moment. */
  void request(long since) {
    Late late = this.late;
    if (late != null && since - late.since >= 0) {
      late.requests.incrementAndGet();
      recording.late(Arrival.REQUEST, since - late.since);
    }
  }

  /** The shutdown has begun: what comes from now on is late. */
  public void shutdownBegan() {
    long now = time.nanos();
    model.shutdownBegan(now);
    late = new Late(now, rate.perMinute(now));
  }

  /** Whether the shutdown has begun. */
  boolean isShutdownBegan() {
    return late != null;
  }

  /** When the last new connection came, or the shutdown began: silence is counted from here. */
  public long silentSince() {
    Late late = this.late;
    return late == null ? time.nanos() : late.lastConnection.get();
  }

  /** When the silence proves that no client routes here; see {@link SilenceModel#conclusiveAt}. */
  public long conclusiveAt() {
    return model.conclusiveAt();
  }

  /**
   * How many connections clients opened in a minute before the shutdown began; empty before it has,
   * and where the service was watched for less than a minute.
   */
  public OptionalDouble usualPerMinute() {
    Late late = this.late;
    return late == null ? OptionalDouble.empty() : late.usualPerMinute;
  }

  public long lateRequests() {
    Late late = this.late;
    return late == null ? 0 : late.requests.get();
  }

  public long lateConnections() {
    Late late = this.late;
    return late == null ? 0 : late.connections.get();
  }

  /** When the last late connection came, counted from the beginning of the shutdown. */
  public Duration lastLateConnection() {
    Late late = this.late;
    return late == null ? Duration.ZERO : Duration.ofNanos(late.lastConnection.get() - late.since);
  }
}
