package io.lameduck.rehearsal;

import io.lameduck.rehearsal.load.Endpoint;
import io.lameduck.rehearsal.load.Endpoints;
import io.lameduck.rehearsal.load.EndpointsListener;
import io.lameduck.rehearsal.load.Load;
import io.lameduck.rehearsal.load.RequestFailed;
import io.lameduck.rehearsal.model.Clients;
import io.lameduck.rehearsal.model.EndpointChange;
import io.lameduck.rehearsal.model.FailureKind;
import io.lameduck.rehearsal.model.Outage;
import io.lameduck.rehearsal.model.Report;
import io.lameduck.rehearsal.model.Results;
import io.lameduck.rehearsal.model.Scenario;
import io.lameduck.rehearsal.model.Step;
import io.lameduck.rehearsal.model.Verdict;
import io.lameduck.rehearsal.pod.Pod;
import io.lameduck.rehearsal.pod.Stopwatch;
import io.lameduck.rehearsal.verdict.VerdictRules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** One run of a scenario: the pods, the load, and what became of both. One thread. */
final class RehearsalRun implements AutoCloseable {
  private static final Duration AFTER_THE_LAST_HAS_LEARNED = Duration.ofSeconds(1);

  private final Plan plan;
  private final RehearsalListener listener;
  private final Instant begun = Instant.now();
  private final Stopwatch stopwatch = Stopwatch.start();
  private final Endpoints endpoints = new Endpoints(stopwatch);
  private final CompletableFuture<FailureKind> firstFailure = new CompletableFuture<>();
  private final Stage stage;

  RehearsalRun(Plan plan, RehearsalListener listener) {
    this.plan = plan;
    this.listener = listener;
    this.stage =
        new Stage(
            plan.service(), plan.availability(), endpoints, stopwatch, listener, firstFailure);
  }

  Report play(Scenario scenario) throws InterruptedException {
    refuseUnlessPossible(scenario);
    if (listener instanceof EndpointsListener interested) {
      interested.endpoints(endpoints);
    }
    List<Pod> pods = stage.start(plan.replicas());
    stage.awaitAvailable(pods);
    tryOut(pods.get(0));
    Duration loadBegan = stopwatch.elapsed();
    try (ClientTraffic traffic =
        ClientTraffic.start(
            plan,
            endpoints,
            stopwatch,
            stage.processes(),
            listener,
            kind -> failed(kind, scenario))) {
      Load load = traffic.load();
      listener.loadStarted(load::requests, load::failed);
      boolean complete = isPlayedToTheEnd(scenario, load);
      return report(scenario, loadBegan, traffic.stop(), complete);
    }
  }

  private void failed(FailureKind kind, Scenario scenario) {
    if (plan.endsAtFirstFailure() && !scenario.tolerated().contains(kind)) {
      firstFailure.complete(kind);
    }
  }

  private boolean isPlayedToTheEnd(Scenario scenario, Load load) throws InterruptedException {
    try {
      stage.pause(plan.warmUp());
      play(scenario.steps());
      awaitPropagation(load);
      return true;
    } catch (EndedEarly e) {
      return false;
    }
  }

  private void refuseUnlessPossible(Scenario scenario) {
    ClientTraffic.refuseUnlessPossible(plan);
    boolean outage = scenario.steps().stream().anyMatch(Outage.class::isInstance);
    if (outage && !Dependencies.isWantedBy(plan.service())) {
      throw new RehearsalRefused(
          "dependency outage: neither the command nor the environment mentions "
              + Dependencies.PLACEHOLDER
              + " (expected: the readiness check connects to that port of this machine)");
    }
  }

  /** Makes one request of each kind: a wrong path is refused once, before the load begins. */
  private void tryOut(Pod pod) throws InterruptedException {
    boolean anyEnds = false;
    for (Clients clients : plan.clients()) {
      try {
        anyEnds |= Load.tryOut(new Endpoint(pod.name(), pod.port()), clients);
      } catch (RequestFailed e) {
        throw new RehearsalRefused(
            "the first request of the " + clients.kind().label() + " clients: " + e.getMessage(),
            e);
      }
    }
    if (!anyEnds && plan.minRequests().count() > 0) {
      throw new RehearsalRefused(
          "requests: "
              + plan.minRequests().count()
              + " (expected: clients whose requests end; a request counts at its end, and the"
              + " answers to all these clients go on for ever)");
    }
  }

  private void play(List<Step> steps) throws InterruptedException {
    StepPlayer player = new StepPlayer(stage);
    for (Step step : steps) {
      listener.step(step.toString());
      player.play(step);
    }
  }

  /** Waits until every client has learned of the last change, and enough requests were made. */
  private void awaitPropagation(Load load) throws InterruptedException {
    List<EndpointChange> changes = endpoints.changes();
    Duration allKnow = changes.get(changes.size() - 1).at().plus(plan.propagation().slowest());
    stage.pause(allKnow.plus(AFTER_THE_LAST_HAS_LEARNED).minus(stopwatch.elapsed()));
    plan.minRequests().await(load::requests, stage::pause);
  }

  private Report report(Scenario scenario, Duration loadBegan, Results results, boolean complete) {
    Verdict verdict =
        VerdictRules.of(
            results,
            complete ? plan.kindsWithAnEnd() : Set.of(),
            stage.histories(),
            scenario.tolerated());
    if (complete) {
      verdict = plan.minRequests().applyTo(verdict, results);
    }
    return new Report(
        plan.service().name(),
        scenario.name(),
        begun,
        loadBegan,
        stopwatch.elapsed(),
        complete,
        plan.shown(scenario),
        plan.propagation(),
        endpoints.changes(),
        stage.histories(),
        results,
        plan.coldStartRule().applyTo(verdict, results.coldStarts()));
  }

  @Override
  public void close() {
    stage.close();
  }
}
