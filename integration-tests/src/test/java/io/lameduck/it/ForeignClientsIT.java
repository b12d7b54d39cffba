package io.lameduck.it;

import static io.lameduck.rehearsal.model.ClientKind.FRESH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.lameduck.it.foreign.ForeignLoad;
import io.lameduck.it.foreign.Outcome;
import io.lameduck.it.foreign.Visitor;
import io.lameduck.it.foreign.Visitors;
import io.lameduck.rehearsal.Rehearsal;
import io.lameduck.rehearsal.model.Clients;
import io.lameduck.rehearsal.model.PodSpec;
import io.lameduck.rehearsal.model.Propagation;
import io.lameduck.rehearsal.model.Report;
import io.lameduck.rehearsal.model.RollingUpdate;
import io.lameduck.rehearsal.model.Scenario;
import io.lameduck.rehearsal.model.Wait;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Clients that nobody here wrote do not notice that the service they ask is replaced. */
@ResourceLock(LoadOf.ONE_AT_A_TIME)
@Timeout(600)
class ForeignClientsIT {
  private static final Duration LAG = Duration.ofMillis(1500);
  private static final List<Clients> LIGHT = List.of(Clients.of(FRESH, 2));
  private static final Duration SOME_MORE = Duration.ofSeconds(3);

  /** Of each kind of client; a machine that starts JVMs has little time for them. */
  private static final int ENOUGH = 50;

  private static final Scenario REPLACED =
      new Scenario(
          "rolling update",
          List.of(new RollingUpdate(1, 0), new Wait(SOME_MORE), ForeignLoad.LAST_ANSWERS),
          Set.of());

  @TestFactory
  Stream<DynamicTest> noRequestFailsOnNetty() throws Exception {
    return none("netty", Probed.often(Example.of("netty")));
  }

  @TestFactory
  Stream<DynamicTest> noRequestFailsOnJetty() throws Exception {
    return none("jetty", Probed.often(Example.of("jetty")));
  }

  @TestFactory
  Stream<DynamicTest> noCallFailsOnGrpc() throws Exception {
    PodSpec service = Probed.oftenOnAPortOfItsOwn(Example.of("grpc"));
    return tests(rehearse("grpc", patient(service), List.of(), Visitors.grpc()));
  }

  /** Without it the others would prove nothing. */
  @Test
  void requestsFailWhenTheListenerIsClosedAtOnce() throws Exception {
    PodSpec impatient =
        Probed.often(Example.of("netty"))
            .with("LAMEDUCK_PROPAGATION_DELAY", "0s")
            .with("LAMEDUCK_PROPAGATION_MAX", "0s");
    List<Outcome> outcomes = rehearse("netty-impatient", impatient, LIGHT, Visitors.http());
    assertThat(outcomes).flatMap(Outcome::failures).isNotEmpty();
  }

  private static Stream<DynamicTest> none(String name, PodSpec service) throws Exception {
    return tests(rehearse(name, patient(service), LIGHT, Visitors.http()));
  }

  private static PodSpec patient(PodSpec service) {
    return service.with("LAMEDUCK_PROPAGATION_DELAY", "2s");
  }

  private static List<Outcome> rehearse(
      String name, PodSpec service, List<Clients> light, List<Visitor> visitors) throws Exception {
    try (ForeignLoad load = new ForeignLoad(visitors, LAG)) {
      Report report =
          Rehearsal.of(service)
              .clients(light)
              .minReady(LAG)
              .startTimeout(Instance.START)
              .propagation(Propagation.fixed(LAG))
              .listener(load)
              .reportTo(Path.of(System.getProperty("it.out", "target/it"), "foreign-" + name))
              .run(REPLACED)
              .report();
      List<Outcome> outcomes = load.outcomes();
      outcomes.forEach(outcome -> System.out.println(name + ": " + outcome));
      assertThat(report.pods())
          .filteredOn(pod -> pod.end() != null)
          .hasSize(2)
          .allSatisfy(pod -> assertThat(pod.end().exitCode()).isZero());
      return outcomes;
    }
  }

  private static Stream<DynamicTest> tests(List<Outcome> outcomes) {
    return outcomes.stream()
        .map(outcome -> dynamicTest(outcome.visitor().name(), () -> check(outcome)));
  }

  private static void check(Outcome outcome) {
    assumeTrue(outcome.visitor().missing().isEmpty(), outcome.visitor().missing());
    assertThat(outcome.failures()).as(outcome.toString()).isEmpty();
    assertThat(outcome.answers()).as(outcome.toString()).isGreaterThan(ENOUGH);
    assertThat(outcome.pods())
        .as("old and new pods")
        .anyMatch(pod -> pod.matches(".*-[12]"))
        .anyMatch(pod -> pod.matches(".*-[34]"));
  }
}
