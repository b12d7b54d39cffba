package io.lameduck.it.kube;

import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** What {@code docker stop} does to a container, however the JVM in it was started. */
@EnabledIf(
    value = "io.lameduck.it.kube.Docker#isAvailable",
    disabledReason = "there is no Docker engine")
class DockerStopIT {
  /** Of the advice at the start. */
  private static final String LAST_LINE = ".*there is no readiness check.*\n";

  private static final Images IMAGES = new Images(tag -> {});

  @ParameterizedTest
  @EnumSource
  void drainsTheServiceUnlessItsLogHasWarned(Launch launch) {
    try (GenericContainer<?> container = container(launch)) {
      container.start();
      String id = container.getContainerId();
      Docker.client().stopContainerCmd(id).withTimeout(Launch.GRACE_SECONDS).exec();
      Long exitCode = container.getCurrentContainerInfo().getState().getExitCodeLong();
      launch.assertDrainedOrWarned(exitCode, container.getLogs());
    }
  }

  private static GenericContainer<?> container(Launch launch) {
    return new GenericContainer<>(DockerImageName.parse(IMAGES.tagOf(Launch.IMAGE)))
        .withEnv(Launch.SETTINGS)
        .withEnv("KUBERNETES_SERVICE_HOST", "pretended")
        .withCreateContainerCmdModifier(
            create -> create.withEntrypoint(launch.command().toArray(String[]::new)))
        .waitingFor(Wait.forLogMessage(LAST_LINE, 1));
  }
}
