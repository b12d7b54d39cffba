package io.lameduck.internal.health;

import io.lameduck.probe.CheckKind;
import io.lameduck.probe.CheckState;
import io.lameduck.probe.ProbeAnswer;
import io.lameduck.probe.ProbeDetails;
import io.lameduck.probe.ProbePaths;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How the probes are asked over HTTP. */
record ProbeHttp(ProbePaths paths, ProbeDetails details, ServiceProbes probes) {
  private static final List<CheckKind> KINDS = List.of(CheckKind.values());
  private static final Set<String> VERBOSE = Set.of("verbose", "verbose=true", "verbose=1");

  Optional<ProbeAnswer> answer(String method, String path, @Nullable String rawQuery) {
    Optional<ProbeAnswer> answer = find(path, rawQuery);
    boolean reads = method.equals("GET") || method.equals("HEAD");
    return reads ? answer : answer.map(any -> ProbeAnswers.NOT_ALLOWED);
  }

  /** May be called for every request of the service: other paths cost comparisons alone. */
  private Optional<ProbeAnswer> find(String path, @Nullable String rawQuery) {
    for (CheckKind kind : KINDS) {
      if (path.equals(path(kind))) {
        return Optional.of(probe(kind, rawQuery));
      }
    }
    for (CheckKind kind : KINDS) {
      if (isBelow(path(kind), path)) {
        return Optional.of(check(kind, path.substring(path(kind).length() + 1), rawQuery));
      }
    }
    return Optional.empty();
  }

  private String path(CheckKind kind) {
    return switch (kind) {
      case LIVENESS -> paths.alive();
      case READINESS -> paths.ready();
      case STARTUP -> paths.started();
    };
  }

  private static boolean isBelow(String parent, String path) {
    return path.startsWith(parent)
        && path.length() > parent.length()
        && path.charAt(parent.length()) == '/';
  }

  private ProbeAnswer probe(CheckKind kind, @Nullable String rawQuery) {
    boolean passing = probes.passing(kind);
    return isVerbose(rawQuery) ? report(passing, probes.states(kind)) : ProbeAnswers.of(passing);
  }

  private ProbeAnswer check(CheckKind kind, String name, @Nullable String rawQuery) {
    if (details == ProbeDetails.NONE) {
      return ProbeAnswers.NOT_FOUND;
    }
    return probes.states(kind).stream()
        .filter(check -> check.name().equals(name))
        .findFirst()
        .map(check -> check(check, rawQuery))
        .orElse(ProbeAnswers.NOT_FOUND);
  }

  private ProbeAnswer check(CheckState check, @Nullable String rawQuery) {
    boolean passing = check.passing();
    return isVerbose(rawQuery) ? report(passing, List.of(check)) : ProbeAnswers.of(passing);
  }

  private ProbeAnswer report(boolean passing, List<CheckState> shown) {
    return ProbeAnswers.of(passing, new ProbeReport(details, probes.phase()).of(passing, shown));
  }

  private boolean isVerbose(@Nullable String rawQuery) {
    return details != ProbeDetails.NONE
        && rawQuery != null
        && Stream.of(rawQuery.split("&")).anyMatch(VERBOSE::contains);
  }
}
