package io.lameduck.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lameduck.rehearsal.model.PodSpec;
import io.lameduck.rehearsal.pod.FreePort;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** More slow requests than a server has threads: 200 on Tomcat and Jetty, fewer on Undertow. */
@Tag("timing")
@Timeout(120)
class BusyServerIT {
  private static final int SLOW = 250;
  private static final int PROBES = 100;
  private static final Duration TO_START = Duration.ofMinutes(1);
  private static final Duration THE_KUBELETS_PATIENCE = Duration.ofSeconds(1);

  @RegisterExtension final Instances instances = new Instances();

  @ParameterizedTest
  @ValueSource(strings = {"tomcat", "jetty", "undertow", "spring-boot"})
  void answersProbesOnAPortOfTheirOwn(String name) throws Exception {
    int probes = FreePort.choose();
    PodSpec spec = Java.onALaptop(Example.of(name)).with("LAMEDUCK_PROBE_PORT", "" + probes);
    Instance instance = instances.start(spec);
    await("it is ready")
        .atMost(TO_START)
        .ignoreExceptionsInstanceOf(IOException.class) // nobody listens yet
        .until(() -> status(probes, "/ready") == 200);
    List<CompletableFuture<HttpResponse<String>>> slow =
        Stream.generate(() -> Get.async(instance, "/slow?ms=5000")).limit(SLOW).toList();
    await("no thread is left").until(() -> instance.status("/slow?ms=0") == 0);
    long[] nanos = new long[PROBES];
    for (int i = 0; i < PROBES; i++) {
      long asked = System.nanoTime();
      assertThat(status(probes, i % 2 == 0 ? "/ready" : "/alive")).isEqualTo(200);
      nanos[i] = System.nanoTime() - asked;
    }
    assertThat(slow).as("still in flight").anyMatch(request -> !request.isDone());
    Arrays.sort(nanos);
    System.out.printf(
        "%s, %d slow requests: %d probes, median %d us, slowest %d us%n",
        name, SLOW, PROBES, nanos[PROBES / 2] / 1000, nanos[PROBES - 1] / 1000);
    assertThat(Duration.ofNanos(nanos[PROBES - 1])).isLessThan(THE_KUBELETS_PATIENCE);
  }

  private static int status(int port, String path) throws IOException {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    connection.setConnectTimeout(2000);
    connection.setReadTimeout(2000);
    return connection.getResponseCode();
  }
}
