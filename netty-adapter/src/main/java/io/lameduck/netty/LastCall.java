package io.lameduck.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import io.netty.channel.nio.AbstractNioChannel.NioUnsafe;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * The close of a listener. The kernel resets the connections that are still in its queue, and their
 * clients may have sent a request already. So the listener accepts until the queue is empty, those
 * connections included that a limit kept waiting, and is closed at once.
 */
final class LastCall extends ChannelInboundHandlerAdapter {
  private static final int LONGEST_QUEUE = 4_096; // net.core.somaxconn of Linux
  private static final int A_TURN_OF_THE_SELECTOR_MILLIS = 1;
  private static final int SILENCE_MILLIS = 20;

  private final ChannelPromise closed;
  private boolean accepted;

  private LastCall(ChannelPromise closed) {
    this.closed = closed;
  }

  /**
   * To be called before the first connection comes. Epoll of Netty 4.2 accepts one in each turn of
   * its loop, and leaves a queue behind it under load; from now on as many as there are, up to the
   * listener's limit.
   */
  static void prepare(Channel listener) {
    if (!(listener.unsafe() instanceof NioUnsafe)) {
      limits(listener).ifPresent(limits -> limits.respectMaybeMoreData(false));
    }
  }

  private static Optional<DefaultMaxMessagesRecvByteBufAllocator> limits(Channel listener) {
    return listener.config().getRecvByteBufAllocator()
            instanceof DefaultMaxMessagesRecvByteBufAllocator limits
        ? Optional.of(limits)
        : Optional.empty();
  }

  /** Closes a listener, on its event loop; its connections are served on. */
  static ChannelFuture on(Channel listener) {
    ChannelPromise closed = listener.newPromise();
    try {
      listener.eventLoop().execute(() -> emptyAndClose(listener, closed));
    } catch (RejectedExecutionException itsOwnerHasEndedTheLoop) {
      listener.close(closed);
    }
    return closed;
  }

  private static void emptyAndClose(Channel listener, ChannelPromise closed) {
    if (!listener.isActive()) {
      listener.close(closed);
      return;
    }
    LastCall call = new LastCall(closed);
    listener.config().setAutoRead(true); // a limit may have stopped it
    listener.pipeline().addFirst(call);
    if (listener.unsafe() instanceof NioUnsafe queue) {
      call.beginWithNio(listener, queue);
    } else {
      call.beginWithOther(listener);
    }
  }

  /** The JDK puts the close of what is registered off until the selector's next turn. */
  private void beginWithNio(Channel listener, NioUnsafe queue) {
    listener.deregister();
    listener
        .eventLoop()
        .schedule(
            () -> acceptAllAndClose(listener, queue),
            A_TURN_OF_THE_SELECTOR_MILLIS,
            TimeUnit.MILLISECONDS);
  }

  private void acceptAllAndClose(Channel listener, NioUnsafe queue) {
    int remaining = LONGEST_QUEUE;
    try {
      do {
        accepted = false;
        queue.read();
      } while (accepted && --remaining > 0);
    } finally {
      listener.close(closed); // also where no descriptor is left for one more
    }
  }

  /** A native transport accepts on its own, as soon as somebody comes. */
  private void beginWithOther(Channel listener) {
    limits(listener).ifPresent(limits -> limits.maxMessagesPerRead(LONGEST_QUEUE));
    listener
        .eventLoop()
        .schedule(() -> listener.close(closed), SILENCE_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object connection) {
    accepted = true;
    ctx.fireChannelRead(connection);
  }

  /** There is nobody in the queue. */
  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    ctx.fireChannelReadComplete();
    if (!(ctx.channel().unsafe() instanceof NioUnsafe)) {
      ctx.channel().close(closed);
    }
  }
}
