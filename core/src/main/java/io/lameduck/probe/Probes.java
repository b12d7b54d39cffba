package io.lameduck.probe;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers the probes from the state of the service and the last results of its checks. Nothing is
 * stored here and nothing is waited for. Immutable; safe for use by any thread.
 */
public final class Probes {
  private final ServiceState state;
  private final HealthChecks checks;
  private final ProbeHttp http;

  /**
   * Probes of one service.
   *
   * @param details how much the answers may tell
   */
  public Probes(ServiceState state, HealthChecks checks, ProbePaths paths, ProbeDetails details) {
    this.state = state;
    this.checks = checks;
    this.http = new ProbeHttp(paths, details, this);
  }

  /** Whether the process is fine as it is: no liveness check is down. */
  public boolean alive() {
    return checks.passing(CheckKind.LIVENESS);
  }

  /**
   * Whether requests are welcome: the service is up and not leaving, every readiness check is up.
   */
  public boolean ready() {
    return state.started() && state.accepting() && checks.passing(CheckKind.READINESS);
  }

  /** Whether the service has been up. */
  public boolean started() {
    return state.started();
  }

  /** The paths they are asked at. */
  public ProbePaths paths() {
    return http.paths();
  }

  /**
   * The answer to a request, or empty if its path is neither that of a probe nor below one. A query
   * of {@code verbose} asks for JSON, and the name of a check below the path of its probe for that
   * check alone, where the details allow it.
   *
   * @param path the path of the request as it was sent, not decoded
   * @param rawQuery what follows the {@code ?}, not decoded; null if there is none
   */
  public Optional<ProbeAnswer> answer(String method, String path, @Nullable String rawQuery) {
    return http.answer(method, path, rawQuery);
  }

  String phase() {
    return state.phase();
  }

  List<CheckState> states(CheckKind kind) {
    return checks.states().stream().filter(check -> check.kind() == kind).toList();
  }

  boolean passing(CheckKind kind) {
    return switch (kind) {
      case LIVENESS -> alive();
      case READINESS -> ready();
      case STARTUP -> started();
    };
  }
}
