package io.lameduck.kubernetes;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** The API of the cluster, as far as it tells of this pod. */
final class PodApi {
  private static final Duration PAUSE = Duration.ofMillis(200);

  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]*[a-z0-9])?");

  private final String host;
  private final String port;
  private final String name;
  private final ServiceAccount account;

  private PodApi(String host, String port, String name, ServiceAccount account) {
    this.host = host;
    this.port = port;
    this.name = name;
    this.account = account;
  }

  /**
   * The one that the environment tells of; empty outside a cluster. The name of the pod is mostly
   * that of its host; where it is not, the downward API has to tell it.
   */
  static Optional<PodApi> of(Map<String, String> environment, ServiceAccount account) {
    String host = environment.getOrDefault("KUBERNETES_SERVICE_HOST", "");
    String port = environment.getOrDefault("KUBERNETES_SERVICE_PORT", "443");
    String name = environment.getOrDefault("POD_NAME", environment.getOrDefault("HOSTNAME", ""));
    return host.isEmpty() ? Optional.empty() : Optional.of(new PodApi(host, port, name, account));
  }

  String pod() {
    return name;
  }

  /**
   * Asks for the pod, and once more if the token is refused, which may just have been replaced.
   *
   * @param limit for all of it
   * @throws IOException if there is no answer in that time
   */
  Answer ask(Duration limit) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    Answer first = askTwice(begun, limit);
    if (!first.isUnauthorized()) {
      return first;
    }
    pause();
    try {
      return ask(begun, limit);
    } catch (IOException e) {
      return first;
    }
  }

  /**
   * Asks once more if there is no answer and another attempt may bring one; not again and again,
   * since all pods of a node that is drained ask at the same time.
   */
  private Answer askTwice(long begun, Duration limit) throws IOException, InterruptedException {
    try {
      return ask(begun, limit);
    } catch (IOException e) {
      if (isFinal(e)) {
        throw e;
      }
      pause();
      try {
        return ask(begun, limit);
      } catch (IOException again) {
        e.addSuppressed(again);
        throw e;
      }
    }
  }

  private static boolean isFinal(IOException e) {
    return e instanceof HttpTimeoutException // no time is left
        || e instanceof FileSystemException
        || e instanceof SSLException
        || e instanceof MalformedURLException
        || e instanceof ProtocolException;
  }

  private static void pause() throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
  }

  /** Puts the address of an IPv6 host into brackets. */
  URI uri() throws IOException {
    if (!NAME.matcher(name).matches()) {
      throw new MalformedURLException("'" + name + "' is no name of a pod: set POD_NAME");
    }
    try {
      String path = "/api/v1/namespaces/" + account.namespace() + "/pods/" + name;
      return new URI("https", null, host, Integer.parseInt(port), path, null, null);
    } catch (URISyntaxException | NumberFormatException e) {
      throw new IOException("malformed address of the API", e);
    }
  }

  private Answer ask(long begun, Duration time) throws IOException, InterruptedException {
    long left = begun + time.toNanos() - System.nanoTime();
    Duration limit = Duration.ofNanos(Math.max(1, left));
    HttpRequest request =
        HttpRequest.newBuilder(uri())
            .header("Authorization", account.authorization())
            .header("Accept", "application/json")
            .timeout(limit)
            .build();
    CompletableFuture<HttpResponse<byte[]>> call =
        client(limit).sendAsync(request, head -> new BoundedBody());
    try {
      return Answer.of(call.get(limit.toNanos(), TimeUnit.NANOSECONDS), begun);
    } catch (TimeoutException e) { // the client's own limit does not hold for the body
      call.cancel(true);
      throw new HttpTimeoutException("no answer in time");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    }
  }

  /** One for each call, which the garbage collector ends. Sends the token nowhere else. */
  private HttpClient client(Duration limit) throws IOException {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .proxy(HttpClient.Builder.NO_PROXY)
        .connectTimeout(limit)
        .sslContext(account.trust())
        .build();
  }
}
