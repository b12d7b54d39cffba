package io.lameduck.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.rehearsal.pod.Signal;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A Spring Boot application whose end is the library's is still one. */
@Timeout(180)
class SpringBootIT {
  @RegisterExtension final Instances instances = new Instances();

  @Test
  void actuatorAnswersUntilTheLastRequestIsOut() throws Exception {
    Instance boot =
        instances.start(Example.of("spring-boot").with("LAMEDUCK_PROPAGATION_DELAY", "6s"));
    boot.awaitReady();
    assertThat(get(boot, "/actuator/health")).contains("\"UP\"");
    assertThat(get(boot, "/actuator/metrics/lameduck.phase?tag=phase:ready")).contains("1.0");
    CompletableFuture<HttpResponse<String>> slow = Get.async(boot, "/slow?ms=9000");
    boot.awaitStatus("/actuator/metrics/lameduck.in.flight", 200);
    boot.signal(Signal.TERM);
    boot.awaitStatus("/ready", 503);
    boot.awaitStatus("/actuator/health/readiness", 503);
    assertThat(get(boot, "/actuator/health/liveness")).contains("\"UP\"");
    assertThat(get(boot, "/actuator/metrics/lameduck.phase?tag=phase:lame-duck")).contains("1.0");
    assertThat(slow.get().statusCode()).isEqualTo(200);
    End end = boot.awaitEnd();
    assertThat(end.exitCode()).isZero();
    assertThat(end.afterSignal()).isLessThan(Duration.ofSeconds(20));
    assertThat(end.message()).contains("drained after SIGTERM", "cut 0");
    assertThat(boot.log()).noneMatch(line -> line.contains(" ERROR "));
  }

  private static String get(Instance boot, String target) throws Exception {
    return Get.async(boot, target).get().body();
  }
}
