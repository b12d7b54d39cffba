package io.lameduck.rehearsal.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.lameduck.rehearsal.clients.Asking;
import io.lameduck.rehearsal.model.Clients;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.json.JsonMapper;

/**
 * The pod of the clients, fit for the Pod Security Standard "restricted". It ends by itself some
 * time where nobody is left to remove it.
 *
 * @param image of this program, of the same version
 */
public record ClientPodSpec(String image, Asking asking) {
  static final String CONTAINER = "clients";
  static final String LABEL = "app.kubernetes.io/managed-by";
  static final String NAME = "lameduck-rehearsal";

  /** From the stop to the last line it takes up to 25 s; then the log has to be read. */
  static final Duration GRACE = Duration.ofSeconds(60);

  private static final Duration LINGER = Duration.ofSeconds(20);
  private static final Duration LONGEST = Duration.ofHours(6);

  Pod pod() {
    return new PodBuilder()
        .withNewMetadata()
        .withName(NAME + "-" + random())
        .addToLabels(LABEL, NAME)
        .endMetadata()
        .withNewSpec()
        .withRestartPolicy("Never")
        .withTerminationGracePeriodSeconds(GRACE.toSeconds())
        .withActiveDeadlineSeconds(LONGEST.toSeconds())
        .withAutomountServiceAccountToken(false)
        .withEnableServiceLinks(false)
        .withSecurityContext(Restricted.pod())
        .withContainers(Restricted.container(CONTAINER, image, arguments()))
        .endSpec()
        .build();
  }

  /** Somebody else may rehearse in the same namespace. */
  private static String random() {
    return Integer.toString(ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE), 36);
  }

  private List<String> arguments() {
    return List.of(
        "clients",
        "--target",
        asking.target().toString(),
        "--name",
        asking.name(),
        "--clients-json",
        json(asking.clients()),
        "--seed",
        Long.toString(asking.seed()),
        "--linger",
        LINGER.toSeconds() + "s");
  }

  /** A dollar sign and a parenthesis in an argument would be a variable. */
  private static String json(List<Clients> clients) {
    return JsonMapper.shared().writeValueAsString(clients).replace("$(", "$$(");
  }
}
