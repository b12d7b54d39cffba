package io.lameduck;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.util.Objects;

/**
 * A GET over loopback. By the client that is in java.base: the newer one is a module of its own,
 * which need not be there.
 */
record LoopbackGet(String path) implements WarmUp.Request {
  private static final String USER_AGENT = "lameduck-warm-up/1";
  private static final int TIMEOUT_MILLIS = 10_000;

  LoopbackGet {
    Objects.requireNonNull(path, "path");
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("path: \"" + path + "\" (expected: begins with a slash)");
    }
  }

  @Override
  public void send(int port) throws IOException {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    HttpURLConnection get = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
    get.setRequestProperty("User-Agent", USER_AGENT);
    get.setInstanceFollowRedirects(false);
    get.setUseCaches(false);
    get.setConnectTimeout(TIMEOUT_MILLIS);
    get.setReadTimeout(TIMEOUT_MILLIS);
    if (get.getResponseCode() >= 400) {
      throw new IOException(
          "GET " + path + " was answered " + get.getResponseCode() + " (expected: below 400)");
    }
    try (InputStream body = get.getInputStream()) {
      body.transferTo(OutputStream.nullOutputStream());
    }
  }
}
