package io.lameduck.it.rehearsal;

import java.io.Closeable;
import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Asks the service, on a connection it keeps or not. An established connection stays where it is,
 * whatever the endpoints say; a new one goes to any endpoint of the client's view. One thread.
 */
final class UserAgent implements Closeable {
  private final Reuse reuse;
  private final View view;
  private final Random random;
  private final Duration patience;
  private @Nullable Connection connection;

  UserAgent(Reuse reuse, View view, Random random, Duration patience) {
    this.reuse = reuse;
    this.view = view;
    this.random = random;
    this.patience = patience;
  }

  /** Makes one attempt. A failed request is not tried again, as a POST could not be. */
  Response ask(Request request) throws RequestFailed {
    try {
      Response response = connection().exchange(request);
      settle(response);
      return request.check(response);
    } catch (RequestFailed e) {
      close();
      throw e;
    }
  }

  private Connection connection() throws RequestFailed {
    if (connection != null && reuse == Reuse.CHECKING && connection.isStale()) {
      close();
    }
    if (connection == null) {
      connection = Connection.open(view.pick(random), patience);
    }
    return connection;
  }

  private void settle(Response response) {
    if (reuse == Reuse.NEVER || !response.keepsAlive()) {
      close();
    }
  }

  @Override
  public void close() {
    if (connection != null) {
      connection.close();
      connection = null;
    }
  }
}
