package io.lameduck.rehearsal.file;

import io.lameduck.rehearsal.model.Exec;
import io.lameduck.rehearsal.model.GrpcCheck;
import io.lameduck.rehearsal.model.Handler;
import io.lameduck.rehearsal.model.HttpGet;
import io.lameduck.rehearsal.model.HttpHeader;
import io.lameduck.rehearsal.model.ProbeSpec;
import io.lameduck.rehearsal.model.Probes;
import io.lameduck.rehearsal.model.Sleep;
import io.lameduck.rehearsal.model.TcpConnect;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads probes and preStop hooks, with Kubernetes' defaults. */
record Handlers(ContainerPorts ports) {
  Probes probes(Yaml container) {
    return new Probes(
        probe(container.at("startupProbe")),
        probe(container.at("readinessProbe")),
        probe(container.at("livenessProbe")));
  }

  private @Nullable ProbeSpec probe(Yaml probe) {
    return probe.exists() ? Checked.by(probe, () -> spec(probe)) : null;
  }

  private ProbeSpec spec(Yaml probe) {
    return new ProbeSpec(
        probe.at("grpc").exists() ? grpc(probe.at("grpc")) : handler(probe),
        probe.at("initialDelaySeconds").seconds(0),
        Duration.ofSeconds(number(probe.at("periodSeconds"), 10)),
        Duration.ofSeconds(number(probe.at("timeoutSeconds"), 1)),
        number(probe.at("successThreshold"), 1),
        number(probe.at("failureThreshold"), 3));
  }

  /** Kubernetes takes 0 for a value that is not given. */
  private static int number(Yaml place, int usual) {
    int given = place.integer(0);
    return given == 0 ? usual : given;
  }

  @Nullable Handler preStop(Yaml container) {
    Yaml hook = container.at("lifecycle").at("preStop");
    return hook.exists() ? handler(hook) : null;
  }

  private Handler handler(Yaml place) {
    if (place.at("httpGet").exists()) {
      return httpGet(place.at("httpGet"));
    }
    if (place.at("tcpSocket").exists()) {
      refuseAnotherHost(place.at("tcpSocket").at("host"), "");
      return new TcpConnect(port(place.at("tcpSocket").at("port")));
    }
    if (place.at("exec").exists()) {
      return new Exec(place.at("exec").at("command").texts());
    }
    if (place.at("sleep").exists()) {
      return new Sleep(Duration.ofSeconds(place.at("sleep").at("seconds").integer(0)));
    }
    throw place.wrong(
        "httpGet, tcpSocket, exec, for a probe grpc or, for preStop, sleep; no other is rehearsed");
  }

  private String port(Yaml place) {
    if (!ports.has(place.text(""))) {
      throw place.wrong("a number, or the name of one of the container's ports");
    }
    return ports.nameOf(place.text(""));
  }

  private Handler grpc(Yaml check) {
    Yaml port = check.at("port");
    if (!port.node().isIntegralNumber()) {
      throw port.wrong("a number; for gRPC Kubernetes takes no name of a port");
    }
    return new GrpcCheck(port(port), check.at("service").text(""));
  }

  private Handler httpGet(Yaml get) {
    refuseAnotherHost(get.at("host"), "; a Host header belongs into httpHeaders");
    List<HttpHeader> headers =
        get.at("httpHeaders").items().stream()
            .map(each -> Checked.by(each, () -> header(each)))
            .toList();
    String path = get.at("path").text("/");
    String port = port(get.at("port"));
    boolean secure = isHttps(get.at("scheme"));
    return new HttpGet(secure, port, path.startsWith("/") ? path : "/" + path, headers);
  }

  /** It would not ask the pod. What asks this machine is a finding of the preflight. */
  private static void refuseAnotherHost(Yaml host, String advice) {
    String name = host.text("");
    if (!name.isEmpty() && !HostPreflight.LOCAL.contains(name)) {
      throw host.wrong("nothing, as the pod is asked" + advice);
    }
  }

  private static HttpHeader header(Yaml header) {
    return new HttpHeader(header.at("name").text(""), header.at("value").text(""));
  }

  private static boolean isHttps(Yaml scheme) {
    return switch (scheme.text("HTTP")) {
      case "HTTP" -> false;
      case "HTTPS" -> true;
      default -> throw scheme.wrong("HTTP or HTTPS");
    };
  }
}
