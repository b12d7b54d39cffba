package io.lameduck.rehearsal.cluster;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.lameduck.rehearsal.RehearsalListener;
import io.lameduck.rehearsal.clients.Asking;
import io.lameduck.rehearsal.clients.Observed;
import io.lameduck.rehearsal.model.Report;
import io.lameduck.rehearsal.model.Results;
import io.lameduck.rehearsal.model.RollingUpdate;
import io.lameduck.rehearsal.model.Step;
import io.lameduck.rehearsal.model.Verdict;
import io.lameduck.rehearsal.pod.Stopwatch;
import io.lameduck.rehearsal.verdict.VerdictRules;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One run of a scenario on a cluster: the pods, the clients, and what became of both. One thread.
 */
public final class ClusterRun {
  private final NamespacedKubernetesClient client;
  private final ClusterPlan plan;
  private final RehearsalListener listener;
  private final Undo undo;
  private final Instant begun = Instant.now();
  private final Stopwatch stopwatch = Stopwatch.start();

  /**
   * @param client in the namespace of the Deployment
   * @param undo is told what there is to undo, and ended by the caller, whatever happens
   */
  public ClusterRun(
      NamespacedKubernetesClient client, ClusterPlan plan, RehearsalListener listener, Undo undo) {
    this.client = client;
    this.plan = plan;
    this.listener = listener;
    this.undo = undo;
  }

  /**
   * Plays the scenario, and leaves the clients' pod and the number of replicas to be undone.
   *
   * @throws ClusterFailed if it cannot be had
   */
  public Report play() throws InterruptedException {
    try {
      Workload workload = Workload.find(client, plan.deployment());
      ServiceAddress service = ServiceAddress.find(client, plan.service(), plan.port());
      service.requireSelects(workload);
      Rights.require(client, plan);
      try (Pods pods = Pods.watch(client, workload, stopwatch, listener);
          Slices slices = Slices.watch(client, plan.service(), stopwatch)) {
        return play(workload, service, pods, slices);
      }
    } catch (KubernetesClientException e) {
      throw ClusterFailed.of(e, client.getMasterUrl());
    }
  }

  private Report play(Workload workload, ServiceAddress service, Pods pods, Slices slices)
      throws InterruptedException {
    Map<String, String> settings = shown(workload, service);
    StepPlayer player =
        new StepPlayer(client, workload, pods, new Evictions(client), plan.stepTimeout());
    bringToReplicas(workload);
    player.awaitSettled();
    ClientPod clients = startClients(service);
    pause(clients, plan.warmUp());
    for (Step step : plan.scenario().steps()) {
      listener.step(step.toString());
      player.play(step);
      clients.failIfEnded();
    }
    pause(clients, plan.afterwards());
    plan.minRequests().await(clients::requests, time -> pause(clients, time));
    listener.step("stopping the clients");
    Observed observed = clients.stop();
    return report(settings, clients.clock().at(observed.begun()), observed.results(), pods, slices);
  }

  private void bringToReplicas(Workload workload) {
    int found = workload.replicas();
    undo.add(
        "put deployment " + workload.name() + " back to " + found + " replicas",
        () -> {
          if (workload.replicas() != found) {
            workload.scale(found);
          }
        });
    if (plan.replicas().isPresent() && plan.replicas().getAsInt() != found) {
      listener.step("scale to " + plan.replicas().getAsInt());
      workload.scale(plan.replicas().getAsInt());
    }
  }

  private ClientPod startClients(ServiceAddress service) throws InterruptedException {
    listener.step("starting the clients");
    Asking asking = new Asking(service.name(), service.target(), plan.clients(), plan.seed());
    ClientPod clients =
        ClientPod.create(client, new ClientPodSpec(plan.image(), asking), undo, stopwatch);
    clients.awaitAsking(plan.startTimeout());
    listener.loadStarted(clients::requests, clients::failed);
    return clients;
  }

  private static void pause(ClientPod clients, Duration length) throws InterruptedException {
    Thread.sleep(length.toMillis());
    clients.failIfEnded();
  }

  /** What to show of it, and what of the scenario the cluster decides itself. */
  private Map<String, String> shown(Workload workload, ServiceAddress service) {
    Strategy strategy = Strategy.of(workload.found());
    plan.scenario().steps().stream()
        .filter(step -> step instanceof RollingUpdate update && !strategy.does(update))
        .findFirst()
        .ifPresent(
            step ->
                listener.step("maxSurge and maxUnavailable are the Deployment's own: " + strategy));
    Map<String, String> shown = new LinkedHashMap<>();
    shown.put("cluster", client.getMasterUrl() + ", namespace " + client.getNamespace());
    shown.put("deployment", workload.name());
    shown.put("service", service.name() + ", asked at " + service.target());
    shown.put("image", plan.image());
    shown.put("steps", words(plan.scenario().steps()));
    shown.put("replicas", Integer.toString(plan.replicas().orElse(workload.replicas())));
    shown.put("strategy", strategy.toString());
    shown.put("clients", words(plan.clients()));
    shown.put("seed", Long.toString(plan.seed()));
    Long grace = workload.template().getSpec().getTerminationGracePeriodSeconds();
    shown.put("grace period", (grace == null ? 30 : grace) + " s");
    shown.put("preStop", PreStop.of(workload.template().getSpec()).toString());
    return shown;
  }

  private static String words(List<?> things) {
    return things.stream().map(Object::toString).collect(Collectors.joining(", "));
  }

  private Report report(
      Map<String, String> settings, Duration loadBegan, Results seen, Pods pods, Slices slices) {
    Results results = Shifted.results(seen, loadBegan, pods.lateConnections());
    Verdict verdict =
        VerdictRules.of(results, plan.kindsWithAnEnd(), pods.histories(), plan.tolerated());
    return new Report(
        plan.deployment(),
        plan.scenario().name(),
        begun,
        loadBegan,
        stopwatch.elapsed(),
        true,
        settings,
        null,
        slices.changes(),
        pods.histories(),
        results,
        plan.minRequests().applyTo(verdict, results));
  }
}
