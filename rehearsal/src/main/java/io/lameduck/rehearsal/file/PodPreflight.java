package io.lameduck.rehearsal.file;

import io.lameduck.rehearsal.model.Exec;
import io.lameduck.rehearsal.model.GrpcCheck;
import io.lameduck.rehearsal.model.Handler;
import io.lameduck.rehearsal.model.HttpGet;
import io.lameduck.rehearsal.model.PodSpec;
import io.lameduck.rehearsal.model.ProbeSpec;
import io.lameduck.rehearsal.model.Sleep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks at a pod: how it is probed, started, told to end, and how long it has for that. */
final class PodPreflight {
  private static final Duration EXIT_MARGIN = Duration.ofSeconds(1);
  private static final Pattern NO_SHELL = Pattern.compile(".*(distroless|scratch|static).*");

  private final Manifest manifest;
  private final PodSpec service;
  private final String image;
  private final LameduckSettings settings;
  private final List<Finding> findings = new ArrayList<>();

  private PodPreflight(Manifest manifest, PodSpec service, String image) {
    this.manifest = manifest;
    this.service = service;
    this.image = image;
    this.settings = new LameduckSettings(service.environment());
  }

  static List<Finding> of(Manifest manifest, PodSpec service, String image) {
    PodPreflight preflight = new PodPreflight(manifest, service, image);
    preflight.readiness();
    preflight.command();
    preflight.port();
    preflight.shells();
    preflight.gracePeriod();
    preflight.settings();
    return preflight.findings;
  }

  private void error(String what) {
    findings.add(Finding.error(what));
  }

  private void warn(String what) {
    findings.add(Finding.warning(what));
  }

  private void readiness() {
    ProbeSpec readiness = service.probes().readiness();
    if (readiness == null) {
      error(
          "there is no readinessProbe: clients are sent to a new pod before it serves. Add one that"
              + " asks /ready.");
    } else if (service.probes().liveness() != null
        && isSame(readiness.handler(), service.probes().liveness().handler())) {
      warn(
          "readiness and liveness ask the same: whatever makes a pod unready for a while gets it"
              + " restarted. Let liveness ask "
              + (readiness.handler() instanceof GrpcCheck ? "for another service." : "/alive."));
    }
  }

  private static boolean isSame(Handler one, Handler other) {
    return (one instanceof HttpGet || one instanceof GrpcCheck) && one.equals(other);
  }

  private void command() {
    if (ShellForm.of(manifest.command()) || ShellForm.of(service.command())) {
      error(
          "the command is run by a shell that does not exec it: SIGTERM goes to the shell, and not"
              + " to the service. Write exec before it, or name the program itself.");
    }
  }

  private void port() {
    boolean told =
        service.command().stream().anyMatch(word -> word.contains("{port}"))
            || service.environment().containsValue("{port}");
    if (!told) {
      error(
          "nothing tells the service on which port to listen, and the pods share this machine: give"
              + " a variable the containerPort as its value, or use --env NAME={port}, or {port} in"
              + " the command.");
    }
  }

  private void shells() {
    if (!NO_SHELL.matcher(image).matches()) {
      return;
    }
    if (needsShell(service.preStop())) {
      error(
          "preStop runs "
              + service.preStop()
              + ", and the image "
              + image
              + " has no shell: the hook fails and there is no delay. Use preStop sleep, or the"
              + " delay of the service itself.");
    }
    ProbeSpec readiness = service.probes().readiness();
    if (readiness != null && needsShell(readiness.handler())) {
      error(
          "readinessProbe runs "
              + readiness.handler()
              + ", and the image "
              + image
              + " has no shell: no pod ever gets ready. Let the probe ask over HTTP.");
    }
  }

  private static boolean needsShell(@Nullable Handler handler) {
    return handler instanceof Exec exec && ShellForm.needsShell(exec.command());
  }

  private void gracePeriod() {
    Duration delay = sleep().plus(settings.propagationDelay());
    if (service.gracePeriod().compareTo(delay.plus(EXIT_MARGIN)) < 0) {
      error(
          "terminationGracePeriodSeconds is "
              + service.gracePeriod().toSeconds()
              + ", and the delay alone takes "
              + delay.toSeconds()
              + " s: the pod is killed before it has drained. Give it the delay and the longest"
              + " request, and some seconds more.");
    }
  }

  /** What a hook sleeps, by the kubelet's sleep or by the command. */
  private Duration sleep() {
    if (service.preStop() instanceof Sleep sleep) {
      return sleep.duration();
    }
    return service.preStop() instanceof Exec exec ? SleepCommand.in(exec.command()) : Duration.ZERO;
  }

  private void settings() {
    if (!settings.areThere()) {
      return;
    }
    Duration grace = service.gracePeriod();
    if (!settings.gracePeriod().equals(grace)) {
      warn(
          "LAMEDUCK_GRACE_PERIOD is not terminationGracePeriodSeconds, which is "
              + grace.toSeconds()
              + ": the service plans with the wrong deadline. Make them the same.");
    }
    if (!settings.preStopSleep().equals(sleep())) {
      warn(
          "LAMEDUCK_PRESTOP_SLEEP does not say what preStop sleeps, which is "
              + sleep().toSeconds()
              + " s: the service believes to have more time than it has. Make them the same.");
    }
    if (!sleep().isZero() && !settings.propagationDelay().isZero()) {
      warn(
          "preStop sleeps and the service waits as well: the delay is paid twice. Set"
              + " LAMEDUCK_PROPAGATION_DELAY to 0s, or drop the hook.");
    }
  }
}
