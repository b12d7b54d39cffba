package io.lameduck.benchmarks.jmh;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2FrameTypes;

/** What a client of HTTP/2 sends, without the cost of a client: only the stream changes. */
final class Http2Requests {
  /** Where the header of a frame names the stream. */
  private static final int STREAM = 5;

  private static final byte END_OF_HEADERS_AND_STREAM = 0x5;

  private final ByteBuf request = Unpooled.unreleasableBuffer(frame(header()));
  private int stream = 1;

  /** How a connection begins: with no setting other than the default. */
  static ByteBuf preface() {
    return Unpooled.wrappedBuffer(
        Http2CodecUtil.connectionPrefaceBuf(),
        Unpooled.buffer().writeMedium(0).writeByte(Http2FrameTypes.SETTINGS).writeZero(STREAM));
  }

  /** The next request; the same buffer each time. */
  ByteBuf next() {
    request.setInt(STREAM, stream);
    stream += 2;
    return request.readerIndex(0);
  }

  private static ByteBuf frame(ByteBuf header) {
    return Unpooled.directBuffer()
        .writeMedium(header.readableBytes())
        .writeByte(Http2FrameTypes.HEADERS)
        .writeByte(END_OF_HEADERS_AND_STREAM)
        .writeInt(0)
        .writeBytes(header);
  }

  /** Nothing is put into the dynamic table (RFC 7541, section 6.2.2), so each can be the same. */
  private static ByteBuf header() {
    ByteBuf header = Unpooled.buffer();
    header.writeByte(0x82).writeByte(0x86); // :method: GET, :scheme: http
    literal(header, 1, "shop"); // :authority
    literal(header, 4, "/orders/4711"); // :path
    return header;
  }

  private static void literal(ByteBuf header, int name, String value) {
    header.writeByte(name).writeByte(value.length()).writeCharSequence(value, US_ASCII);
  }
}
