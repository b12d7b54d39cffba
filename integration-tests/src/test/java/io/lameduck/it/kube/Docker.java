package io.lameduck.it.kube;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.BuildImageCmd;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.testcontainers.DockerClientFactory;

/** The Docker engine of this machine. */
final class Docker {
  private static final String PUBLIC_JRE = "eclipse-temurin:17-jre";

  private Docker() {}

  /** Whether there is one. */
  static boolean isAvailable() {
    return DockerClientFactory.instance().isDockerAvailable();
  }

  static DockerClient client() {
    return DockerClientFactory.instance().client();
  }

  /** Builds an image as {@code docker build} does, which heeds {@code .dockerignore}. */
  static void build(Path folder, String tag, Map<String, String> arguments) {
    BuildImageCmd build =
        client()
            .buildImageCmd(folder.resolve("Dockerfile").toFile())
            .withBaseDirectory(folder.toFile())
            .withBuildArg("BASE", Setting.BASE_IMAGE.value().orElse(PUBLIC_JRE))
            .withNetworkMode("host") // packages may come from a mirror that only the host sees
            .withTags(Set.of(tag));
    arguments.forEach(build::withBuildArg);
    build.exec(new BuildImageResultCallback()).awaitImageId();
  }
}
