package io.lameduck.it;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;

/** A request that is under way while the test goes on. */
public final class Get {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Get() {}

  public static CompletableFuture<HttpResponse<String>> async(Instance instance, String target) {
    URI uri = URI.create("http://localhost:" + instance.port() + target);
    return CLIENT.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }
}
