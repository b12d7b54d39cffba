package io.lameduck.netty;

/**
 * Goes through every pipeline as a user event, so that what would never end by itself, a stream of
 * server-sent events say, can end when the service does. A handler whose request comes after an
 * event is sent that event behind the request:
 *
 * <pre>{@code
 * public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
 *   if (event == DrainEvent.DRAINING && streaming) { // idle connections hear of it, too
 *     ctx.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
 *   }
 *   ctx.fireUserEventTriggered(event);
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
public enum DrainEvent {
  /** Clients are asked to leave; everything is still served. */
  LAME_DUCK,
  /** The listener is closed, and what is in flight is waited for. */
  DRAINING
}
