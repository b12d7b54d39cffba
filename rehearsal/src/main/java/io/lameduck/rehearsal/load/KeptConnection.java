package io.lameduck.rehearsal.load;

import io.lameduck.rehearsal.model.Clients;
import java.io.Closeable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The one connection a client has, if it has one. An established connection stays where it is,
 * whatever the endpoints say. One thread, but for {@link #close()}.
 */
final class KeptConnection implements Closeable {
  private final Transports transports;
  private volatile @Nullable Connection connection;

  KeptConnection(Dialer dialer, Clients clients) {
    this.transports = Transports.of(dialer, clients);
  }

  boolean isOpen() {
    return connection != null;
  }

  /** The one that is open, or a new one if there is none or it is of no use. */
  Connection get(Predicate<Connection> isUseless) throws RequestFailed {
    Connection kept = connection;
    if (kept != null && !isUseless.test(kept)) {
      return kept;
    }
    close();
    Connection fresh = Connection.open(transports);
    connection = fresh;
    return fresh;
  }

  @Override
  public void close() {
    Connection kept = connection;
    connection = null;
    if (kept != null) {
      kept.close();
    }
  }
}
