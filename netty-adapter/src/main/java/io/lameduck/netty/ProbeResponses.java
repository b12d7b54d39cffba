package io.lameduck.netty;

import io.lameduck.probe.ProbeAnswer;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.Locale;

/** The answers to probes, as messages. */
final class ProbeResponses {
  private ProbeResponses() {}

  /** The codec leaves out the body where the method was HEAD. */
  static FullHttpResponse http1(ProbeAnswer answer) {
    byte[] body = answer.bytes();
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(answer.status()),
            Unpooled.wrappedBuffer(body));
    answer.headers().forEach(response.headers()::set);
    response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
    return response;
  }

  static Http2Headers http2(ProbeAnswer answer) {
    Http2Headers headers = new DefaultHttp2Headers().status(String.valueOf(answer.status()));
    answer.headers().forEach((name, value) -> headers.set(name.toLowerCase(Locale.ROOT), value));
    return headers.setInt(HttpHeaderNames.CONTENT_LENGTH, answer.bytes().length);
  }
}
