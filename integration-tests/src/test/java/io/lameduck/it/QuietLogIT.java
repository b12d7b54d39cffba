package io.lameduck.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.rehearsal.pod.Signal;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An end at which nothing went wrong alarms nobody who reads the log, whatever the server. */
@Timeout(180)
class QuietLogIT {
  private static final Pattern ALARM =
      Pattern.compile("\\b(WARN|WARNING|ERROR|SEVERE)\\b|Exception");

  /** Of the library; Spring Boot has a line with that word before. */
  private static final Predicate<String> STARTED =
      line -> line.contains("Lameduck") && line.endsWith("started");

  @RegisterExtension final Instances instances = new Instances();

  @ParameterizedTest
  @ValueSource(strings = {"hello", "tomcat", "jetty", "undertow", "netty", "spring-boot"})
  void nothingAlarmsWhereARequestIsWaitedFor(String name) throws Exception {
    Instance service = instances.start(Example.of(name).with("LAMEDUCK_PROPAGATION_DELAY", "2s"));
    service.awaitReady();
    service.awaitLog("the start", STARTED, Duration.ofSeconds(30));
    CompletableFuture<HttpResponse<String>> slow = Get.async(service, "/slow?ms=4000");
    int begin = service.log().size();
    service.signal(Signal.TERM);
    assertThat(slow.get().statusCode()).isEqualTo(200);
    End end = service.awaitEnd();
    assertThat(end.exitCode()).isZero();
    assertThat(end.afterSignal()).isGreaterThan(Duration.ofSeconds(3));
    assertThat(service.log().stream().skip(begin)).noneMatch(QuietLogIT::alarms);
  }

  /** Advice on the start may be written at the very moment at which the end begins. */
  private static boolean alarms(String line) {
    return ALARM.matcher(line).find() && !line.contains("after-start]");
  }
}
