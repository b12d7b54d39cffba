package io.lameduck.rehearsal.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.lameduck.rehearsal.model.Scenario;
import io.lameduck.rehearsal.verdict.MinRequests;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RightsTest extends OnMockCluster {
  private static ClusterPlan plan(Scenario scenario) {
    return new ClusterPlan(
        "orders",
        "orders",
        "",
        "image",
        scenario,
        List.of(),
        1,
        Duration.ZERO,
        OptionalInt.empty(),
        new MinRequests(0, Duration.ZERO),
        Duration.ZERO,
        Duration.ZERO,
        Duration.ZERO);
  }

  /** The API as it answers somebody who lacks these, such as {@code create pods/eviction}. */
  private void deny(Set<String> denied) {
    server
        .expect()
        .post()
        .withPath("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews")
        .andReply(201, request -> review(request, denied))
        .always();
  }

  private static Object review(RecordedRequest request, Set<String> denied) {
    SelfSubjectAccessReview review =
        new KubernetesSerialization()
            .unmarshal(request.getUtf8Body(), SelfSubjectAccessReview.class);
    var asked = review.getSpec().getResourceAttributes();
    String part = asked.getSubresource().isEmpty() ? "" : "/" + asked.getSubresource();
    return review
        .edit()
        .withNewStatus()
        .withAllowed(!denied.contains(asked.getVerb() + " " + asked.getResource() + part))
        .endStatus()
        .build();
  }

  @Test
  void allThatIsMissingIsToldBeforeAnythingIsDone() {
    deny(Set.of("patch deployments", "get pods/log"));
    assertThatExceptionOfType(ClusterFailed.class)
        .isThrownBy(() -> Rights.require(client(), plan(Scenario.rollingUpdate())))
        .withMessage(
            "rights: no patch deployments, get pods/log in the namespace somewhere (expected: the"
                + " Role of kubernetes --print-rbac)");
  }

  @Test
  void evictionsAreNeededOnlyWhereAScenarioEvicts() {
    deny(Set.of("create pods/eviction"));
    assertThatCode(() -> Rights.require(client(), plan(Scenario.rollingUpdate())))
        .doesNotThrowAnyException();
    assertThatExceptionOfType(ClusterFailed.class)
        .isThrownBy(() -> Rights.require(client(), plan(Scenario.drainNode(1))))
        .withMessageStartingWith("rights: no create pods/eviction in");
  }

  @Test
  void theManifestIsForOneNamespace() {
    assertThat(Rights.manifest("shop"))
        .contains("namespace: \"shop\"")
        .doesNotContain("{namespace}", "ClusterRole", "\"*\"");
  }
}
