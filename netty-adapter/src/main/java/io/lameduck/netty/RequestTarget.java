package io.lameduck.netty;

import org.jspecify.annotations.Nullable;

/**
 * What a request asks for: the path, and the query where there is one, not decoded.
 *
 * @param query what follows the {@code ?}
 */
record RequestTarget(String path, @Nullable String query) {
  /** Of a target in any of the forms of RFC 9112, section 3.2. */
  static RequestTarget of(String target) {
    String local = target.startsWith("/") ? target : withoutAuthority(target);
    int mark = local.indexOf('?');
    return mark < 0
        ? new RequestTarget(local, null)
        : new RequestTarget(local.substring(0, mark), local.substring(mark + 1));
  }

  private static String withoutAuthority(String target) {
    int scheme = target.indexOf("://");
    if (scheme < 0) {
      return target; // "*", or the authority of a CONNECT
    }
    int path = target.indexOf('/', scheme + 3);
    return path < 0 ? "/" : target.substring(path);
  }
}
