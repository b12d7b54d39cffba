package io.lameduck.netty;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Whether event loops are behind. A handler that blocks one hides connections that are not yet
 * registered, and requests that are not yet read.
 */
final class Congestion {
  /** A loop that is not blocked answers within microseconds; one of a busy machine later. */
  private static final int PATIENCE_MILLIS = 100;

  private Congestion() {}

  /** Asks the loops of these channels, and waits a moment for their answers. */
  static boolean of(Collection<Channel> channels) {
    if (channels.stream().anyMatch(Congestion::waitsForItsLoop)) {
      return true;
    }
    Set<EventLoop> loops =
        channels.stream()
            .filter(Channel::isRegistered)
            .map(Channel::eventLoop)
            .collect(Collectors.toUnmodifiableSet());
    CountDownLatch pending = new CountDownLatch(loops.size());
    loops.forEach(loop -> ask(loop, pending));
    try {
      return !pending.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Asked in this order, since a channel is closed before it is deregistered. */
  private static boolean waitsForItsLoop(Channel accepted) {
    return !accepted.isRegistered() && accepted.isOpen();
  }

  private static void ask(EventLoop loop, CountDownLatch pending) {
    try {
      loop.execute(pending::countDown);
    } catch (RejectedExecutionException itHasEnded) {
      pending.countDown();
    }
  }
}
