/** Netty pipelines that speak HTTP/1.1, HTTP/2 and WebSocket. */
module io.lameduck.netty {
  requires io.lameduck;
  requires org.slf4j;
  requires static io.netty.buffer;
  requires static io.netty.codec;
  requires static io.netty.codec.http;
  requires static io.netty.codec.http2;
  requires static io.netty.common;
  requires static io.netty.handler;
  requires static io.netty.transport;
  requires static org.jspecify;

  exports io.lameduck.netty;
}
