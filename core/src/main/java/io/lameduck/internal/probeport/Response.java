package io.lameduck.internal.probeport;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.lameduck.probe.ProbeAnswer;
import java.nio.ByteBuffer;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** The bytes of a response, after which the connection ends: each probe brings one of its own. */
final class Response {
  private static final Map<Integer, String> REASONS =
      Map.of(
          200, "OK",
          400, "Bad Request",
          403, "Forbidden",
          404, "Not Found",
          405, "Method Not Allowed",
          431, "Request Header Fields Too Large",
          500, "Internal Server Error",
          503, "Service Unavailable");

  /** RFC 9110, section 5.6.7; that of the JDK has days of one digit. */
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);

  private Response() {}

  static ByteBuffer of(ProbeAnswer answer, boolean withBody) {
    byte[] body = answer.bytes();
    byte[] head = head(answer, body.length).getBytes(US_ASCII);
    ByteBuffer bytes = ByteBuffer.allocate(head.length + body.length).put(head);
    return (withBody ? bytes.put(body) : bytes).flip();
  }

  private static String head(ProbeAnswer answer, int length) {
    StringBuilder head = new StringBuilder("HTTP/1.1 ").append(answer.status()).append(' ');
    head.append(REASONS.getOrDefault(answer.status(), "")).append("\r\n");
    answer.headers().forEach((name, value) -> header(head, name, value));
    header(head, "Date", DATE.format(ZonedDateTime.now(ZoneOffset.UTC)));
    header(head, "Content-Length", String.valueOf(length));
    header(head, "Connection", "close");
    return head.append("\r\n").toString();
  }

  private static void header(StringBuilder head, String name, String value) {
    head.append(name).append(": ").append(value).append("\r\n");
  }
}
