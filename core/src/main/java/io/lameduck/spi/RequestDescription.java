package io.lameduck.spi;

import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request is, in log, message and metric: its method and its path, nothing else. The query,
 * path parameters such as {@code ;jsessionid=}, and the user information of an absolute target may
 * hold secrets, and are left out. It is put together only when it is shown.
 *
 * @param method null where the request line was malformed
 * @param target what the request line names: a path, an absolute URI, an authority or {@code *},
 *     not decoded; null where it was malformed
 * @since 0.1.0
 */
public record RequestDescription(@Nullable String method, @Nullable String target)
    implements Supplier<String> {
  private static final String UNKNOWN = "?";
  private static final Pattern PARAMETERS = Pattern.compile(";[^/]*");

  /** Method and path. */
  @Override
  public String get() {
    String path = PARAMETERS.matcher(pathOf(target)).replaceAll("");
    return (method == null ? UNKNOWN : method) + " " + (path.isEmpty() ? UNKNOWN : path);
  }

  /**
   * The path of a request target as it was sent, path parameters included: what the probes are
   * looked up by. Of an authority, which has none, the host and the port. Empty where there is
   * nothing.
   */
  public static String pathOf(@Nullable String target) {
    if (target == null) {
      return "";
    }
    int start = startOfPath(target);
    int end = start;
    while (end < target.length() && target.charAt(end) != '?' && target.charAt(end) != '#') {
      end++;
    }
    return target.substring(start, end);
  }

  private static int startOfPath(String target) {
    if (target.startsWith("/")) {
      return 0;
    }
    int scheme = target.indexOf("://");
    if (scheme < 0) {
      return target.lastIndexOf('@') + 1;
    }
    int slash = target.indexOf('/', scheme + "://".length());
    return slash < 0 ? target.length() : slash;
  }
}
