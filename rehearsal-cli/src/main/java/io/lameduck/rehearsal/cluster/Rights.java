package io.lameduck.rehearsal.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.lameduck.rehearsal.cluster.ClusterFailed.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** What the API has to allow, as the manifest says that comes with this program. */
public final class Rights {
  private Rights() {}

  /** A ServiceAccount with a Role and its binding, for one namespace, as YAML. */
  public static String manifest(String namespace) {
    return manifest(Rights.class, namespace);
  }

  /**
   * Those of another command.
   *
   * @param command beside whose class the manifest lies
   */
  public static String manifest(Class<?> command, String namespace) {
    return template(command).replace("{namespace}", namespace);
  }

  private static String template(Class<?> command) {
    try (InputStream in = command.getResourceAsStream("rbac.yaml")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks the API before anything is done, and tells all that is missing at once. */
  static void require(NamespacedKubernetesClient client, ClusterPlan plan) {
    List<String> missing = new ArrayList<>();
    for (PolicyRule rule : rules()) {
      for (String resource : rule.getResources()) {
        rule.getVerbs().stream()
            .filter(verb -> isNeeded(resource, plan))
            .filter(verb -> isDenied(client, rule.getApiGroups().get(0), resource, verb))
            .forEach(verb -> missing.add(verb + " " + resource));
      }
    }
    if (!missing.isEmpty()) {
      throw new ClusterFailed(
          Reason.CLUSTER,
          "rights: no "
              + String.join(", ", missing)
              + " in the namespace "
              + client.getNamespace()
              + " (expected: the Role of kubernetes --print-rbac)");
    }
  }

  private static boolean isNeeded(String resource, ClusterPlan plan) {
    return !resource.equals("pods/eviction") || plan.evicts();
  }

  private static List<PolicyRule> rules() {
    Collection<?> objects = new KubernetesSerialization().unmarshal(template(Rights.class));
    return objects.stream()
        .filter(Role.class::isInstance)
        .flatMap(role -> ((Role) role).getRules().stream())
        .toList();
  }

  private static boolean isDenied(
      NamespacedKubernetesClient client, String group, String resource, String verb) {
    String[] parts = resource.split("/", 2);
    SelfSubjectAccessReview review =
        new SelfSubjectAccessReviewBuilder()
            .withNewSpec()
            .withNewResourceAttributes()
            .withNamespace(client.getNamespace())
            .withGroup(group)
            .withResource(parts[0])
            .withSubresource(parts.length > 1 ? parts[1] : "")
            .withVerb(verb)
            .endResourceAttributes()
            .endSpec()
            .build();
    SelfSubjectAccessReview answer = client.resource(review).create();
    return answer.getStatus() != null && !answer.getStatus().getAllowed();
  }
}
