package io.lameduck.it.rehearsal;

import java.net.ProtocolException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Status and headers of an answer, and what they say about the body and the connection. */
record ResponseHead(int status, Map<String, String> headers) {
  private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.1 (\\d{3})( .*)?");

  static ResponseHead of(List<String> lines) throws ProtocolException {
    Map<String, String> headers = new HashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw new ProtocolException("not a header: " + line);
      }
      headers.put(lower(line.substring(0, colon)), line.substring(colon + 1).trim());
    }
    return new ResponseHead(status(lines.get(0)), Map.copyOf(headers));
  }

  private static int status(String line) throws ProtocolException {
    Matcher matcher = STATUS_LINE.matcher(line);
    if (!matcher.matches()) {
      throw new ProtocolException("not a status line: " + line);
    }
    return Integer.parseInt(matcher.group(1));
  }

  boolean isInterim() {
    return status < 200;
  }

  boolean keepsAlive() {
    return !lower(headers.getOrDefault("connection", "")).contains("close");
  }

  boolean isChunked() {
    return lower(headers.getOrDefault("transfer-encoding", "")).contains("chunked");
  }

  int contentLength() throws ProtocolException {
    try {
      return Integer.parseInt(headers.getOrDefault("content-length", "none"));
    } catch (NumberFormatException e) {
      // A body that ends with the connection could not be told from a truncated one.
      throw (ProtocolException) new ProtocolException("no length: " + headers).initCause(e);
    }
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
