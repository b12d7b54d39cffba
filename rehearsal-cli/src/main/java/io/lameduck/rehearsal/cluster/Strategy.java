package io.lameduck.rehearsal.cluster;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategy;
import io.fabric8.kubernetes.api.model.apps.RollingUpdateDeployment;
import io.lameduck.rehearsal.model.RollingUpdate;
import org.jspecify.annotations.Nullable;

/** How a Deployment replaces its pods, whatever a scenario says. */
record Strategy(String type, String maxSurge, String maxUnavailable) {
  private static final String DEFAULT = "25%";

  static Strategy of(Deployment deployment) {
    DeploymentStrategy strategy = deployment.getSpec().getStrategy();
    RollingUpdateDeployment update = strategy == null ? null : strategy.getRollingUpdate();
    String type = strategy == null ? null : strategy.getType();
    return new Strategy(
        type == null ? "RollingUpdate" : type,
        text(update == null ? null : update.getMaxSurge()),
        text(update == null ? null : update.getMaxUnavailable()));
  }

  private static String text(@Nullable IntOrString value) {
    return value == null ? DEFAULT : String.valueOf(value.getValue());
  }

  /** Whether it does what this step says. */
  boolean does(RollingUpdate update) {
    return type.equals("RollingUpdate")
        && maxSurge.equals(Integer.toString(update.maxSurge()))
        && maxUnavailable.equals(Integer.toString(update.maxUnavailable()));
  }

  @Override
  public String toString() {
    return type.equals("RollingUpdate")
        ? "maxSurge " + maxSurge + ", maxUnavailable " + maxUnavailable
        : type;
  }
}
