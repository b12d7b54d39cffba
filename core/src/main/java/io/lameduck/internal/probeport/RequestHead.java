package io.lameduck.internal.probeport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The head of a request: as much of RFC 9112 as a probe needs.
 *
 * @param path as it was sent, not decoded, without what an absolute target has before it
 * @param query what follows the {@code ?}, not decoded; null if there is none
 * @param headers lines as they were sent
 */
record RequestHead(String method, String path, @Nullable String query, List<String> headers) {
  /** Whether the bytes before the position hold a whole head: a line without anything ends it. */
  static boolean isComplete(ByteBuffer bytes) {
    boolean lineIsEmpty = true;
    boolean begun = false;
    for (int i = 0; i < bytes.position(); i++) {
      byte next = bytes.get(i);
      if (next == '\n') {
        if (lineIsEmpty && begun) {
          return true;
        }
        lineIsEmpty = true;
      } else if (next != '\r') {
        lineIsEmpty = false;
        begun = true;
      }
    }
    return false;
  }

  /** The head that the bytes before the position begin with; empty if it is malformed. */
  static Optional<RequestHead> of(ByteBuffer bytes) {
    String text = ISO_8859_1.decode(bytes.duplicate().flip()).toString();
    List<String> lines = text.stripLeading().lines().takeWhile(line -> !line.isEmpty()).toList();
    if (lines.isEmpty()) { // nothing but blanks
      return Optional.empty();
    }
    String[] parts = lines.get(0).split(" ", -1);
    boolean isHttp = parts.length == 3 && !parts[0].isEmpty() && parts[2].startsWith("HTTP/1.");
    return isHttp
        ? Optional.of(of(parts[0], parts[1], lines.subList(1, lines.size())))
        : Optional.empty();
  }

  private static RequestHead of(String method, String target, List<String> headers) {
    String origin = withoutAuthority(target);
    int query = origin.indexOf('?');
    return query < 0
        ? new RequestHead(method, origin, null, headers)
        : new RequestHead(method, origin.substring(0, query), origin.substring(query + 1), headers);
  }

  private static String withoutAuthority(String target) {
    int authority = target.indexOf("://");
    if (target.startsWith("/") || authority < 0) {
      return target;
    }
    int path = target.indexOf('/', authority + 3);
    return path < 0 ? "/" : target.substring(path);
  }

  /** The value of the first header of a name. */
  Optional<String> header(String name) {
    String prefix = name.toLowerCase(Locale.ROOT) + ":";
    return headers.stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
        .map(line -> line.substring(prefix.length()).strip())
        .findFirst();
  }
}
