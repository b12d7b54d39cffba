package io.lameduck.internal.health;

import io.lameduck.probe.CheckKind;
import io.lameduck.probe.CheckState;
import io.lameduck.probe.ProbeAnswer;
import io.lameduck.probe.ProbeDetails;
import io.lameduck.probe.ProbePaths;
import io.lameduck.probe.Probes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Derives each answer when it is asked for: nothing is stored here. Immutable. */
public final class ServiceProbes implements Probes {
  private final ServiceState state;
  private final HealthChecks checks;
  private final ProbeHttp http;

  /**
   * @param details how much the answers may tell
   */
  public ServiceProbes(
      ServiceState state, HealthChecks checks, ProbePaths paths, ProbeDetails details) {
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(checks, "checks");
    Objects.requireNonNull(paths, "paths");
    Objects.requireNonNull(details, "details");
    this.state = state;
    this.checks = checks;
    this.http = new ProbeHttp(paths, details, this);
  }

  @Override
  public boolean alive() {
    return checks.passing(CheckKind.LIVENESS);
  }

  @Override
  public boolean ready() {
    return state.started() && state.accepting() && checks.passing(CheckKind.READINESS);
  }

  @Override
  public boolean started() {
    return state.started();
  }

  @Override
  public ProbePaths paths() {
    return http.paths();
  }

  @Override
  public Optional<ProbeAnswer> answer(String method, String path, @Nullable String rawQuery) {
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(path, "path");
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
