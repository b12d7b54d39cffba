package io.lameduck.benchmarks.service;

import io.lameduck.rehearsal.model.HttpGet;
import io.lameduck.rehearsal.model.PodSpec;
import io.lameduck.rehearsal.model.ProbeSpec;
import io.lameduck.rehearsal.model.Probes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A service that can be compared with others, since all of them answer the same: {@code GET /} with
 * a kibibyte at once, {@code GET /slow?ms=N} after so many milliseconds.
 *
 * @param name as it is shown
 * @param jar what to run, relative to the root of the repository
 * @param ours whether it stands on this library
 * @param ready the path of its readiness probe
 * @param probePort whether that is on the port in {@code PROBE_PORT} and not in {@code PORT}
 * @param environment what it needs beside the ports
 * @param delayOff what switches off a delay of its own after SIGTERM; empty if it has none
 * @param leastJava the version of Java it needs
 */
public record Candidate(
    String name,
    Path jar,
    boolean ours,
    String ready,
    boolean probePort,
    Map<String, String> environment,
    Map<String, String> delayOff,
    int leastJava) {
  public Candidate {
    environment = environment == null ? Map.of() : Map.copyOf(environment);
    delayOff = delayOff == null ? Map.of() : Map.copyOf(delayOff);
  }

  public boolean runsHere() {
    return leastJava <= Runtime.version().feature();
  }

  public boolean hasDelay() {
    return !delayOff.isEmpty();
  }

  /** The command line, for the Java this runs on. */
  public List<String> command() {
    return Java.with("-jar", jar.toAbsolutePath().toString());
  }

  /** As a pod with its readiness probe. */
  public PodSpec pod() {
    HttpGet probe = HttpGet.of(ready);
    ProbeSpec readiness = ProbeSpec.everySecond(probePort ? probe.on("probes") : probe);
    PodSpec pod = PodSpec.of(name, command()).withProbes(Probes.NONE.withReadiness(readiness));
    if (!ours) {
      pod = pod.with("PROBE_PORT", "{port:probes}");
    }
    return with(pod, environment);
  }

  /** A pod with more variables. */
  public static PodSpec with(PodSpec pod, Map<String, String> variables) {
    PodSpec more = pod;
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      more = more.with(variable.getKey(), variable.getValue());
    }
    return more;
  }
}
