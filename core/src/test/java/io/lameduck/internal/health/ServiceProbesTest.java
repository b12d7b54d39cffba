package io.lameduck.internal.health;

import static io.lameduck.probe.CheckKind.LIVENESS;
import static io.lameduck.probe.CheckKind.READINESS;
import static io.lameduck.probe.CheckKind.STARTUP;
import static io.lameduck.probe.ProbeDetails.FULL;
import static io.lameduck.probe.ProbeDetails.NAMES;
import static io.lameduck.probe.ProbeDetails.NONE;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.probe.CheckKind;
import io.lameduck.probe.CheckSchedule;
import io.lameduck.probe.HealthCheck;
import io.lameduck.probe.ProbeAnswer;
import io.lameduck.probe.ProbeDetails;
import io.lameduck.probe.ProbePaths;
import io.lameduck.probe.Probes;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class ServiceProbesTest {
  private final ManualLoop manual = new ManualLoop();
  private final HealthChecks.Builder checks = HealthChecks.builder();
  private final FakeService service = new FakeService();

  @Nested
  class Alive {
    @Test
    void isTrueWhateverTheServiceDoes() {
      service.setStarted(false);
      service.setAccepting(false);
      assertThat(probes(NONE).alive()).isTrue();
    }

    @Test
    void isTrueWhileLivenessIsUnknown() {
      checks.add(LIVENESS, "loop", () -> true, CheckSchedule.defaults());
      assertThat(probes(NONE).alive()).isTrue();
    }

    @Test
    void isFalseWhenALivenessCheckIsDown() {
      failing(LIVENESS, "loop");
      assertThat(checkedProbes(NONE).alive()).isFalse();
    }

    @Test
    void isTrueWhenChecksOfOtherKindsAreDown() {
      failing(READINESS, "db");
      failing(STARTUP, "cache");
      assertThat(checkedProbes(NONE).alive()).isTrue();
    }
  }

  @Nested
  class Ready {
    @Test
    void isTrueWhenTheServiceIsAndEveryReadinessCheckIsUp() {
      passing(READINESS, "db");
      failing(LIVENESS, "loop");
      failing(STARTUP, "cache");
      assertThat(checkedProbes(NONE).ready()).isTrue();
    }

    @Test
    void isFalseBeforeTheServiceHasStarted() {
      service.setStarted(false);
      assertThat(probes(NONE).ready()).isFalse();
    }

    @Test
    void isFalseWhileTheServiceIsLeaving() {
      service.setAccepting(false);
      assertThat(probes(NONE).ready()).isFalse();
    }

    @Test
    void isFalseWhileAReadinessCheckIsUnknown() {
      checks.add(READINESS, "db", () -> true, CheckSchedule.defaults());
      assertThat(probes(NONE).ready()).isFalse();
    }

    @Test
    void isFalseWhenOneOfTheReadinessChecksIsDown() {
      passing(READINESS, "queue");
      failing(READINESS, "db");
      assertThat(checkedProbes(NONE).ready()).isFalse();
    }

    @Test
    void followsTheServiceAtOnce() {
      Probes probes = probes(NONE);
      assertThat(probes.ready()).isTrue();
      service.setAccepting(false);
      assertThat(probes.ready()).isFalse();
    }
  }

  @Nested
  class Started {
    @Test
    void followsTheServiceNotTheChecks() {
      failing(STARTUP, "cache");
      Probes probes = checkedProbes(NONE);
      assertThat(probes.started()).isTrue();
      service.setStarted(false);
      assertThat(probes.started()).isFalse();
    }
  }

  @Nested
  class AnAnswer {
    @ParameterizedTest
    @ValueSource(strings = {"/alive", "/ready", "/started"})
    void isShortTextWhenAllIsWell(String path) {
      ProbeAnswer answer = get(probes(NONE), path);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.bytes()).asString().isEqualTo("ok\n");
      assertThat(answer.headers())
          .containsEntry("Content-Type", "text/plain; charset=utf-8")
          .containsEntry("Cache-Control", "no-store")
          .hasSize(2);
    }

    @Test
    void belongsToItsPath() {
      failing(LIVENESS, "loop");
      service.setStarted(false);
      Probes probes = checkedProbes(NONE);
      assertThat(get(probes, "/alive").status()).isEqualTo(503);
      assertThat(get(probes, "/ready").status()).isEqualTo(503);
      assertThat(get(probes, "/started").status()).isEqualTo(503);
      service.setStarted(true);
      assertThat(get(probes, "/alive").status()).isEqualTo(503);
      assertThat(get(probes, "/ready").status()).isEqualTo(200);
      assertThat(get(probes, "/started").status()).isEqualTo(200);
    }

    @Test
    void isFoundUnderOtherPaths() {
      ProbePaths paths = new ProbePaths("/probes/alive", "/probes/ready", "/");
      Probes probes = new ServiceProbes(service, checks.build(manual.loop()), paths, NONE);
      assertThat(get(probes, "/probes/ready").status()).isEqualTo(200);
      assertThat(get(probes, "/").status()).isEqualTo(200);
      assertThat(probes.answer("GET", "/ready", null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "", "/aliveness", "/orders", "/orders/alive", "alive", "/Alive"})
    void isNoneForTheRequestsOfTheService(String path) {
      assertThat(probes(FULL).answer("GET", path, "verbose")).isEmpty();
      assertThat(probes(FULL).answer("POST", path, null)).isEmpty();
    }

    @Test
    void toHeadIsTheOneToGet() {
      assertThat(probes(NONE).answer("HEAD", "/alive", null)).hasValue(ProbeAnswers.OK);
    }

    @ParameterizedTest
    @CsvSource({
      "POST,/alive",
      "PUT,/ready",
      "DELETE,/started",
      "OPTIONS,/ready",
      "get,/ready",
      "POST,/ready/x"
    })
    void toOtherMethodsIsARefusal(String method, String path) {
      ProbeAnswer answer = probes(NONE).answer(method, path, null).orElseThrow();
      assertThat(answer.status()).isEqualTo(405);
      assertThat(answer.headers())
          .containsEntry("Allow", "GET, HEAD")
          .containsEntry("Cache-Control", "no-store");
    }
  }

  @Nested
  class WithoutDetails {
    @ParameterizedTest
    @ValueSource(strings = {"", "verbose", "verbose=true", "x=1&verbose"})
    void everyAnswerIsOneOfTwo(String query) {
      throwing(READINESS, "db", "password=secret");
      passing(STARTUP, "cache");
      Probes probes = checkedProbes(NONE);
      assertThat(get(probes, "/ready", query)).isEqualTo(ProbeAnswers.UNAVAILABLE);
      assertThat(get(probes, "/started", query)).isEqualTo(ProbeAnswers.OK);
      assertThat(ProbeAnswers.UNAVAILABLE.body()).isEqualTo("unavailable\n");
    }

    @Test
    void aCheckIsNotFoundWhetherItExistsOrNot() {
      failing(READINESS, "db");
      Probes probes = checkedProbes(NONE);
      assertThat(get(probes, "/ready/db").status()).isEqualTo(404);
      assertThat(get(probes, "/ready/db")).isEqualTo(get(probes, "/ready/other"));
    }
  }

  @Nested
  class WithNames {
    @Test
    void theShortAnswerStaysShort() {
      failing(READINESS, "db");
      assertThat(get(checkedProbes(NAMES), "/ready")).isEqualTo(ProbeAnswers.UNAVAILABLE);
      assertThat(get(checkedProbes(NAMES), "/ready", "x=verbose"))
          .isEqualTo(ProbeAnswers.UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"verbose", "verbose=true", "verbose=1", "x=1&verbose"})
    void theVerboseAnswerNamesTheChecksOfTheProbe(String query) {
      passing(READINESS, "queue");
      throwing(READINESS, "db", "password=secret");
      passing(LIVENESS, "loop");
      ProbeAnswer answer = get(checkedProbes(NAMES), "/ready", query);
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.headers())
          .containsEntry("Content-Type", "application/json")
          .containsEntry("Cache-Control", "no-store");
      assertThat(json(answer))
          .isEqualTo(
              json(
                  """
                  {"status": "unavailable", "checks": [
                    {"name": "db", "status": "DOWN"}, {"name": "queue", "status": "UP"}]}
                  """));
    }

    @Test
    void aCheckHasAnAnswerOfItsOwn() {
      passing(READINESS, "queue");
      failing(READINESS, "db");
      Probes probes = checkedProbes(NAMES);
      assertThat(get(probes, "/ready/queue")).isEqualTo(ProbeAnswers.OK);
      assertThat(get(probes, "/ready/db")).isEqualTo(ProbeAnswers.UNAVAILABLE);
      assertThat(json(get(probes, "/ready/queue", "verbose")))
          .isEqualTo(
              json(
                  "{\"status\": \"ok\", \"checks\": [{\"name\": \"queue\", \"status\": \"UP\"}]}"));
    }

    @Test
    void aCheckAnswersForItselfWhateverTheServiceDoes() {
      passing(READINESS, "queue");
      service.setAccepting(false);
      assertThat(get(checkedProbes(NAMES), "/ready/queue")).isEqualTo(ProbeAnswers.OK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ready/", "/ready/other", "/ready/db/", "/ready/db/x", "/alive/db"})
    void whatIsNoCheckOfTheProbeIsNotFound(String path) {
      failing(READINESS, "db");
      assertThat(get(checkedProbes(NAMES), path)).isEqualTo(ProbeAnswers.NOT_FOUND);
    }
  }

  @Nested
  class WithFullDetails {
    @Test
    void theVerboseAnswerTellsAll() {
      throwing(READINESS, "db", "connection \"refused\"\nby\\host");
      service.setAccepting(false);
      JsonNode json = json(get(checkedProbes(FULL), "/ready", "verbose"));
      assertThat(json.get("phase").stringValue()).isEqualTo("LAME_DUCK");
      JsonNode check = json.get("checks").get(0);
      assertThat(check.get("detail").stringValue()).isEqualTo("connection \"refused\"?by\\host");
      assertThat(check.get("durationMillis").doubleValue()).isZero();
      assertThat(check.get("ageMillis").doubleValue()).isEqualTo(1500);
    }

    @ParameterizedTest
    @EnumSource
    void anyAnswerIsLessThanTenKibibytes(ProbeDetails details) {
      for (int i = 0; i < 1000; i++) {
        throwing(READINESS, "x".repeat(60) + i, "数\"".repeat(100));
      }
      assertThat(get(checkedProbes(details), "/ready", "verbose").bytes())
          .hasSizeLessThan(10 * 1024);
    }

    @Test
    void failingChecksAreLeftOutLast() {
      for (int i = 0; i < 1000; i++) {
        passing(READINESS, "good" + i);
      }
      failing(READINESS, "bad");
      JsonNode json = json(get(checkedProbes(FULL), "/ready", "verbose"));
      assertThat(json.get("checks").get(0).get("name").stringValue()).isEqualTo("bad");
      assertThat(json.get("checks").size() + json.get("omitted").intValue()).isEqualTo(1001);
      assertThat(json.get("checks").size()).isGreaterThan(50);
    }
  }

  private void passing(CheckKind kind, String name) {
    checks.add(kind, name, () -> true, CheckSchedule.defaults());
  }

  private void failing(CheckKind kind, String name) {
    checks.add(kind, name, () -> false, CheckSchedule.defaults());
  }

  private void throwing(CheckKind kind, String name, String message) {
    HealthCheck.Ping ping =
        () -> {
          throw new IOException(message);
        };
    checks.add(kind, name, HealthCheck.of(ping), CheckSchedule.defaults());
  }

  private Probes probes(ProbeDetails details) {
    return new ServiceProbes(service, checks.build(manual.loop()), ProbePaths.defaults(), details);
  }

  /** Probes whose checks have run 1.5 s ago. */
  private Probes checkedProbes(ProbeDetails details) {
    ManualLoop loop = new ManualLoop();
    HealthChecks built = checks.build(loop.loop(), ManualWorkers.immediate());
    built.start(() -> {});
    loop.runUntil(ofSeconds(3).dividedBy(2));
    return new ServiceProbes(service, built, ProbePaths.defaults(), details);
  }

  private static ProbeAnswer get(Probes probes, String path) {
    return get(probes, path, null);
  }

  private static ProbeAnswer get(Probes probes, String path, @Nullable String query) {
    return probes.answer("GET", path, query).orElseThrow();
  }

  private static JsonNode json(ProbeAnswer answer) {
    return json(answer.body());
  }

  private static JsonNode json(String text) {
    return new ObjectMapper().readTree(text);
  }
}
