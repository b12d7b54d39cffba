package io.lameduck.rehearsal.cli;

import io.lameduck.rehearsal.file.Manifest;
import io.lameduck.rehearsal.model.GrpcCheck;
import io.lameduck.rehearsal.model.Handler;
import io.lameduck.rehearsal.model.HttpGet;
import io.lameduck.rehearsal.model.PodSpec;
import io.lameduck.rehearsal.model.ProbeSpec;
import io.lameduck.rehearsal.model.Probes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is rehearsed. Without a manifest the service is what these options say, and no more. */
final class ServiceOptions {
  private static final String PROBES = "probes";
  private static final String GRPC = "grpc";

  @Parameters(
      paramLabel = "-- COMMAND",
      arity = "0..*",
      description = {
        "The service, as it is started on this machine, the last of all: -- java -jar app.jar. It"
            + " listens on the port in the variable PORT, or where {port} stands in the command."
            + " Runs in place of the manifest's image."
      })
  List<String> command = List.of();

  @Option(names = "--name", description = "What to call its pods. Default: service")
  @Nullable String name;

  @Option(
      names = "--manifest",
      paramLabel = "FILE",
      description = {
        "Take probes, ports, environment (with the ConfigMaps in the file), preStop, grace period,"
            + " replicas and strategy from this Deployment, StatefulSet or Pod."
      })
  @Nullable Path manifest;

  @Option(
      names = "--container",
      description = "Which of the manifest's containers. Default: the first")
  String container = "";

  @Option(
      names = "--dockerfile",
      paramLabel = "FILE",
      description = "Look here too for what keeps SIGTERM from the service.")
  @Nullable Path dockerfile;

  @Option(
      names = "--skip-preflight",
      description = "Do not look for what makes it impossible to pass before anything runs.")
  boolean skipPreflight;

  @Option(
      names = "--ready",
      paramLabel = "PATH|grpc[:NAME]",
      description = "Readiness probe, every second: a path, or the health service of gRPC.")
  @Nullable String ready;

  @Option(
      names = "--live",
      paramLabel = "PATH|grpc[:NAME]",
      description = "Liveness probe, every second.")
  @Nullable String live;

  @Option(
      names = "--started",
      paramLabel = "PATH|grpc[:NAME]",
      description = "Startup probe, every second.")
  @Nullable String started;

  @Option(
      names = "--probe-port",
      paramLabel = "VARIABLE",
      description = "The service answers probes on a port of its own, which it finds here.")
  @Nullable String probePort;

  @Option(
      names = "--tls",
      description = {
        "The service speaks TLS: all clients ask over it, and so do the probes and the hook of"
            + " these options, unless they have a port of their own. No certificate is verified."
      })
  boolean tls;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The first pod's port, the next has the next. Default: free ones are chosen")
  int port;

  @Option(
      names = {"-e", "--env"},
      paramLabel = "NAME=VALUE",
      description = {
        "A variable of the service, as often as needed. {port}, {port:NAME}, {port:dependency},"
            + " {termination-log} and {pod} are filled in."
      })
  Map<String, String> environment = new LinkedHashMap<>();

  @Option(
      names = "--unset",
      paramLabel = "NAME",
      description = "A variable it shall not have, such as KUBERNETES_SERVICE_HOST.")
  List<String> unset = List.of();

  @Option(
      names = "--grace-period",
      paramLabel = "TIME",
      description = "From deletion to SIGKILL. Default: 30s")
  @Nullable Duration gracePeriod;

  @Option(
      names = "--pre-stop",
      paramLabel = "TIME|PATH",
      description = "Sleep so long before SIGTERM, or GET this path.")
  @Nullable Handler preStop;

  Optional<Manifest> readManifest() {
    return Optional.ofNullable(manifest).map(file -> Manifest.read(file, container));
  }

  /** The pod, by the manifest if there is one, and by what the options say beyond it. */
  PodSpec service(Optional<Manifest> from) {
    PodSpec spec =
        from.map(file -> file.service(command))
            .orElseGet(() -> PodSpec.of("service", command))
            .withFirstPort(port);
    spec = name == null ? spec : spec.named(name);
    spec = gracePeriod == null ? spec : spec.withGracePeriod(gracePeriod);
    spec = preStop == null ? spec : spec.withPreStop(hook(preStop));
    return withEnvironment(withProbes(spec));
  }

  private Handler hook(Handler hook) {
    return hook instanceof HttpGet get ? asServed(get) : hook;
  }

  private HttpGet asServed(HttpGet get) {
    if (probePort != null) {
      return get.on(PROBES);
    }
    return tls ? get.overTls() : get;
  }

  private PodSpec withProbes(PodSpec spec) {
    Probes probes = spec.probes();
    probes =
        started == null ? probes : probes.withStartup(probe(started).withFailureThreshold(600));
    probes = ready == null ? probes : probes.withReadiness(probe(ready));
    probes = live == null ? probes : probes.withLiveness(probe(live));
    return spec.withProbes(probes);
  }

  /** A path, or {@code grpc}, or {@code grpc:} and the name of a service. */
  private ProbeSpec probe(String asked) {
    if (!asked.equals(GRPC) && !asked.startsWith(GRPC + ":")) {
      return ProbeSpec.everySecond(asServed(HttpGet.of(asked)));
    }
    if (tls && probePort == null) {
      throw new IllegalArgumentException(
          "--tls with a gRPC probe (expected: --probe-port; a kubelet has no TLS for gRPC)");
    }
    String service = asked.equals(GRPC) ? "" : asked.substring(GRPC.length() + 1);
    return ProbeSpec.everySecond(
        new GrpcCheck(probePort == null ? PodSpec.MAIN_PORT : PROBES, service));
  }

  private PodSpec withEnvironment(PodSpec spec) {
    PodSpec more = probePort == null ? spec : spec.with(probePort, "{port:" + PROBES + "}");
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      more = more.with(variable.getKey(), variable.getValue());
    }
    for (String variable : unset) {
      more = more.without(variable);
    }
    return more;
  }
}
