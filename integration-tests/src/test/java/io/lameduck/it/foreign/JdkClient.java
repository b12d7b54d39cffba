package io.lameduck.it.foreign;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * The HttpClient of the JDK that runs this, as a process: it asks once for each line it reads, and
 * writes what came of it. It asks to go over to HTTP/2 in its first request.
 */
final class JdkClient {
  static final String GOOD = "good";

  private static final Duration AT_MOST = Duration.ofSeconds(10);

  private JdkClient() {}

  public static void main(String[] args) throws Exception {
    Version version = Version.valueOf(args[0]);
    HttpClient client = HttpClient.newBuilder().version(version).connectTimeout(AT_MOST).build();
    HttpRequest request = HttpRequest.newBuilder(URI.create(args[1])).timeout(AT_MOST).build();
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    while (in.readLine() != null) {
      System.out.println(ask(client, request, version));
    }
  }

  private static String ask(HttpClient client, HttpRequest request, Version version)
      throws InterruptedException {
    try {
      HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
      boolean good = response.statusCode() == 200 && response.version() == version;
      return good ? GOOD : response + " over " + response.version();
    } catch (IOException e) {
      return e.toString().replace('\n', ' ');
    }
  }
}
