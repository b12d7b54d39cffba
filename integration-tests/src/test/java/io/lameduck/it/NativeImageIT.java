package io.lameduck.it;

import static io.lameduck.it.Instances.assertGone;
import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.rehearsal.model.PodSpec;
import io.lameduck.rehearsal.pod.Signal;
import java.io.File;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The example hello drains as a native image of GraalVM as it does on a JVM. */
@Timeout(900)
class NativeImageIT {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final int CLIENTS = 10;

  @RegisterExtension private final Instances instances = new Instances();
  @TempDir private Path folder;

  @Test
  void sigtermUnderLoadDrains() throws Exception {
    Instance hello = instances.start(nativeHello()).awaitReady();
    List<CompletableFuture<HttpResponse<String>>> load =
        Stream.generate(() -> Get.async(hello, "/slow?ms=2000")).limit(CLIENTS).toList();
    hello.signal(Signal.TERM);
    assertThat(load)
        .allSatisfy(
            request ->
                assertThat(request).succeedsWithin(SOON).returns(200, HttpResponse::statusCode));
    assertGone(hello.awaitEnd(), 0, "drained after SIGTERM");
  }

  /** With time for the requests to arrive after the signal, and none else. */
  private PodSpec nativeHello() throws Exception {
    return Java.onALaptop(PodSpec.of("native-hello", List.of(build().toString())))
        .with("LAMEDUCK_PROPAGATION_DELAY", "1s");
  }

  private Path build() throws Exception {
    Path image = folder.resolve("hello");
    Process builder =
        new ProcessBuilder(
                compiler(),
                "--no-fallback",
                "-jar",
                Example.jar("hello").toString(),
                "-o",
                image.toString())
            .inheritIO()
            .start();
    try {
      assertThat(builder.waitFor(10, TimeUnit.MINUTES)).as("built in time").isTrue();
      assertThat(builder.exitValue()).isZero();
      return image;
    } finally {
      builder.destroyForcibly();
    }
  }

  private static String compiler() {
    String graal = System.getenv().getOrDefault("GRAALVM_HOME", "");
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.concat(
            Stream.of(graal).filter(home -> !home.isEmpty()).map(home -> Path.of(home, "bin")),
            Stream.of(path.split(File.pathSeparator)).map(Path::of))
        .map(bin -> bin.resolve("native-image"))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst()
        .orElseGet(
            () -> Assumptions.abort("no native-image in the PATH, and none in GRAALVM_HOME"));
  }
}
