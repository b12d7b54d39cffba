package io.lameduck.armeria;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.AbstractEventExecutorGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The event loop of a listener, which tells of the listener before that is bound. */
final class ListenerLoop extends AbstractEventExecutorGroup implements EventLoopGroup {
  private final EventLoopGroup loop;
  private final Consumer<Channel> listeners;

  ListenerLoop(EventLoopGroup loop, Consumer<Channel> listeners) {
    this.loop = loop;
    this.listeners = listeners;
  }

  @Override
  public ChannelFuture register(Channel listener) {
    listeners.accept(listener);
    return loop.register(listener);
  }

  @Override
  public ChannelFuture register(ChannelPromise promise) {
    listeners.accept(promise.channel());
    return loop.register(promise);
  }

  /** Deprecated by Netty, and not used by its bootstrap. */
  @Override
  @Deprecated
  public ChannelFuture register(Channel listener, ChannelPromise promise) {
    listeners.accept(listener);
    return loop.register(listener, promise);
  }

  @Override
  public EventLoop next() {
    return loop.next();
  }

  @Override
  public Iterator<EventExecutor> iterator() {
    return loop.iterator();
  }

  @Override
  public boolean isShuttingDown() {
    return loop.isShuttingDown();
  }

  @Override
  public Future<?> shutdownGracefully(long quietPeriod, long timeout, TimeUnit unit) {
    return loop.shutdownGracefully(quietPeriod, timeout, unit);
  }

  @Override
  public Future<?> terminationFuture() {
    return loop.terminationFuture();
  }

  @Override
  @Deprecated
  public void shutdown() {
    loop.shutdown();
  }

  @Override
  public boolean isShutdown() {
    return loop.isShutdown();
  }

  @Override
  public boolean isTerminated() {
    return loop.isTerminated();
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    return loop.awaitTermination(timeout, unit);
  }
}
