package io.lameduck.rehearsal.load;

import java.net.ProtocolException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Status and headers of an answer, and what they say about the body and the connection. */
record ResponseHead(int status, boolean isHttp11, Map<String, String> headers) {
  private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.([01]) (\\d{3})( .*)?");

  static ResponseHead of(List<String> lines) throws ProtocolException {
    Map<String, String> headers = new HashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw new ProtocolException("not a header: " + line);
      }
      headers.put(lower(line.substring(0, colon)), line.substring(colon + 1).trim());
    }
    Matcher first = statusLine(lines.get(0));
    int status = Integer.parseInt(first.group(2));
    return new ResponseHead(status, first.group(1).equals("1"), Map.copyOf(headers));
  }

  private static Matcher statusLine(String line) throws ProtocolException {
    Matcher matcher = STATUS_LINE.matcher(line);
    if (!matcher.matches()) {
      throw new ProtocolException("not a status line: " + line);
    }
    return matcher;
  }

  boolean isInterim() {
    return status < 200;
  }

  boolean hasBody() {
    return status != 204 && status != 304;
  }

  boolean keepsAlive() {
    return isHttp11 && !lower(header("connection")).contains("close");
  }

  boolean isChunked() {
    return lower(header("transfer-encoding")).contains("chunked");
  }

  /** Whether the end of the stream ends the body; a cut cannot be told from it. */
  boolean endsWithConnection() {
    return !headers.containsKey("content-length") && !keepsAlive();
  }

  long contentLength() throws ProtocolException {
    try {
      return Long.parseUnsignedLong(header("content-length"));
    } catch (NumberFormatException e) {
      throw (ProtocolException)
          new ProtocolException("no length of a body on a connection that stays: " + headers)
              .initCause(e);
    }
  }

  /** The pod that a proxy has asked; empty if none says so. */
  String pod() {
    return header(lower(Load.POD_HEADER));
  }

  private String header(String name) {
    return headers.getOrDefault(name, "");
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
