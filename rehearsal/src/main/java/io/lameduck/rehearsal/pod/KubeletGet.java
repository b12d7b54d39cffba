package io.lameduck.rehearsal.pod;

import io.lameduck.rehearsal.model.HttpGet;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;

/**
 * A GET by the rules of the kubelet ({@code pkg/probe/http}) and of Go's client: a redirect is
 * followed on the pod itself, and a success anywhere else; of a body the first 10 KiB are read.
 */
final class KubeletGet {
  private static final int MAX_REQUESTS = 10;
  private static final int MAX_BODY_BYTES = 10 * 1024;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final String HOST = "Host";
  private static final String ACCEPT = "Accept";

  /** What Go's parser of URLs takes offence at: control characters, and no number after a %. */
  private static final Pattern NO_URL =
      Pattern.compile(".*[\\x00-\\x1f\\x7f].*|[^?]*%(?![0-9A-Fa-f]{2}).*");

  private final HttpGet get;
  private final Headers headers;
  private final HttpUrl first;
  private final Duration timeout;
  private final long begun = System.nanoTime();

  KubeletGet(HttpGet get, int port, Caller caller, Duration timeout) {
    this.get = get;
    this.headers = headers(get, caller);
    String scheme = get.secure() ? "https" : "http";
    this.first = HttpUrl.get(scheme + "://127.0.0.1:" + port + get.path());
    this.timeout = timeout;
  }

  /** Those of the manifest, and what the kubelet says of itself unless they do. */
  private static Headers headers(HttpGet get, Caller caller) {
    Headers.Builder headers = new Headers.Builder();
    get.headers().forEach(each -> headers.addUnsafeNonAscii(each.name(), each.value()));
    if (headers.get("User-Agent") == null) {
      headers.set("User-Agent", caller.userAgent());
    }
    String accept = headers.get(ACCEPT);
    if (accept == null) {
      headers.set(ACCEPT, "*/*");
    } else if (accept.isEmpty()) {
      headers.removeAll(ACCEPT);
    }
    return headers.set("Connection", "close").build();
  }

  /** The status of the last answer. */
  int status() throws HandlerFailed {
    try {
      return follow();
    } catch (InterruptedIOException e) {
      throw new HandlerFailed(get + " timed out after " + timeout.toMillis() + " ms", e);
    } catch (IOException e) {
      throw new HandlerFailed(get + ": " + e.getMessage(), e);
    }
  }

  private int follow() throws IOException, HandlerFailed {
    Request request = new Request.Builder().url(first).headers(headers).build();
    for (int i = 0; i < MAX_REQUESTS; i++) {
      try (Response response = KubeletClient.http(request, remaining()).execute()) {
        read(response);
        Optional<Request> next = next(response);
        if (next.isEmpty()) {
          return response.code();
        }
        request = next.get();
      }
    }
    throw new HandlerFailed(get + " was redirected " + MAX_REQUESTS + " times");
  }

  private Duration remaining() throws InterruptedIOException {
    Duration remaining = timeout.minusNanos(System.nanoTime() - begun);
    if (remaining.isNegative() || remaining.isZero()) {
      throw new InterruptedIOException("no time left");
    }
    return remaining;
  }

  /** The kubelet forgets a probe whose body it cannot read, whatever the status. */
  private void read(Response response) throws HandlerFailed {
    try {
      response.body().source().request(MAX_BODY_BYTES);
    } catch (IOException e) {
      throw HandlerFailed.inconclusive(get + ": the body was cut off: " + e.getMessage(), e);
    }
  }

  /** On the pod itself; an absolute address brings its own host, also for those after it. */
  private Optional<Request> next(Response response) throws HandlerFailed {
    String location = response.header("Location");
    if (location == null || location.isEmpty() || !REDIRECTS.contains(response.code())) {
      return Optional.empty();
    }
    HttpUrl url = response.request().url().resolve(location);
    if (NO_URL.matcher(location).matches() || (url == null && isHttp(location))) {
      throw new HandlerFailed(get + " was redirected to " + location + ", which is no URL");
    }
    if (url == null || !url.host().equals(first.host())) {
      return Optional.empty();
    }
    Request.Builder next = response.request().newBuilder().url(url);
    return Optional.of((isAbsolute(location) ? next.removeHeader(HOST) : next).build());
  }

  private static boolean isAbsolute(String location) {
    return location.matches("[A-Za-z][-+.A-Za-z0-9]*:.*");
  }

  /** Whether it is of no other scheme, such as {@code ftp:}, which leads elsewhere. */
  private static boolean isHttp(String location) {
    return !isAbsolute(location) || location.matches("(?i)https?:.*");
  }
}
