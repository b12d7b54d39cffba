package io.lameduck.rehearsal.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Looks at how a workload replaces its pods. */
final class RolloutPreflight {
  private final Manifest manifest;
  private final List<Finding> findings = new ArrayList<>();

  private RolloutPreflight(Manifest manifest) {
    this.manifest = manifest;
  }

  static List<Finding> of(Manifest manifest) {
    RolloutPreflight preflight = new RolloutPreflight(manifest);
    preflight.containers();
    preflight.strategy();
    preflight.budgets();
    return preflight.findings;
  }

  private void error(String what) {
    findings.add(Finding.error(what));
  }

  private void warn(String what) {
    findings.add(Finding.warning(what));
  }

  private void containers() {
    if (manifest.containers().size() > 1) {
      warn(
          "of the containers "
              + String.join(", ", manifest.containers())
              + " only "
              + manifest.containerName()
              + " is rehearsed. --container chooses another.");
    }
  }

  private void strategy() {
    Strategy strategy = manifest.strategy();
    if (strategy.recreate()) {
      error(
          "strategy.type is Recreate: all pods go before a new one comes. Use RollingUpdate with"
              + " maxUnavailable: 0.");
    } else if (strategy.maxUnavailable() >= manifest.replicas()) {
      error(
          "maxUnavailable allows "
              + strategy.maxUnavailable()
              + " of "
              + manifest.replicas()
              + " replicas to be missing: for a while no pod serves. Set maxUnavailable: 0 and"
              + " maxSurge: 1; a StatefulSet needs one replica more.");
    }
  }

  private void budgets() {
    for (Yaml budget : manifest.budgets()) {
      String mayGo = budget.at("spec").at("maxUnavailable").text("");
      String mustStay = budget.at("spec").at("minAvailable").text("");
      Set<String> all = Set.of("100%", Integer.toString(manifest.replicas()));
      if (mayGo.equals("0") || mayGo.equals("0%") || all.contains(mustStay)) {
        warn(
            "the PodDisruptionBudget lets no pod go: a node can never be drained. Allow one with"
                + " maxUnavailable: 1.");
      }
    }
  }
}
