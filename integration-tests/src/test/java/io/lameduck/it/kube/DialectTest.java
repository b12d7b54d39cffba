package io.lameduck.it.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.LifecycleHandlerBuilder;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;

/** Clusters of every age; the one that other tests run on has one. */
class DialectTest extends OnMockCluster {
  private static final String BUDGETS = "poddisruptionbudgets";
  private static final String PODS = "/api/v1/namespaces/somewhere/pods";
  private static final String EVICTION = PODS + "/hello-1/eviction";

  private static final Pod POD =
      new PodBuilder()
          .withNewMetadata()
          .withNamespace("somewhere")
          .withName("hello-1")
          .endMetadata()
          .withNewSpec()
          .addNewContainer()
          .withName("hello")
          .withNewLifecycle()
          .withPreStop(new LifecycleHandlerBuilder().withNewSleep(7L).build())
          .endLifecycle()
          .endContainer()
          .endSpec()
          .build();

  private static final Pod WITHOUT_HOOK =
      new PodBuilder(POD)
          .editSpec()
          .editFirstContainer()
          .withLifecycle(null)
          .endContainer()
          .endSpec()
          .build();

  private static final PodDisruptionBudget BUDGET =
      new PodDisruptionBudgetBuilder()
          .withNewMetadata()
          .withName("hello")
          .endMetadata()
          .withNewSpec()
          .withNewMaxUnavailable(1)
          .withNewSelector()
          .addToMatchLabels(AppLabel.KEY, "hello")
          .endSelector()
          .endSpec()
          .build();

  private Dialect since121() {
    supports("policy/v1", "PodDisruptionBudget");
    return new Dialect(client());
  }

  private Dialect before121() {
    lacks("policy/v1");
    return new Dialect(client());
  }

  @Test
  void since121ABudgetIsOfVersion1() throws InterruptedException {
    assertThat(created(since121())).isEqualTo("/apis/policy/v1/namespaces/somewhere/" + BUDGETS);
  }

  @Test
  void before121ABudgetIsTheSameInTheBeta() throws InterruptedException {
    Dialect dialect = before121();
    assertThat(created(dialect)).isEqualTo("/apis/policy/v1beta1/namespaces/somewhere/" + BUDGETS);
    assertThat(dialect.adapt(BUDGET))
        .isInstanceOfSatisfying(
            io.fabric8.kubernetes.api.model.policy.v1beta1.PodDisruptionBudget.class,
            beta -> {
              assertThat(beta.getApiVersion()).isEqualTo("policy/v1beta1");
              assertThat(beta.getSpec().getMaxUnavailable().getIntVal()).isEqualTo(1);
              assertThat(beta.getSpec().getSelector().getMatchLabels())
                  .containsEntry(AppLabel.KEY, "hello");
            });
  }

  private String created(Dialect dialect) throws InterruptedException {
    client().resource(dialect.adapt(BUDGET)).create();
    return server.getLastRequest().getPath();
  }

  @Test
  void everythingElseIsLeftAsItIs() {
    assertThat(since121().adapt(POD)).isSameAs(POD);
    assertThat(before121().adapt(POD)).isSameAs(POD);
  }

  @Test
  void since121AnEvictionIsOfVersion1AndNamesThePodAndItsNamespace() throws InterruptedException {
    assertEvictedBy(since121(), "policy/v1");
  }

  @Test
  void before121AnEvictionIsOfTheBetaAndNamesThePodAndItsNamespace() throws InterruptedException {
    assertEvictedBy(before121(), "policy/v1beta1");
  }

  private void assertEvictedBy(Dialect dialect, String version) throws InterruptedException {
    answer("POST", EVICTION, 201, "");
    assertThat(dialect.evict(POD)).isTrue();
    GenericKubernetesResource eviction = lastBody();
    assertThat(eviction.getKind()).isEqualTo("Eviction");
    assertThat(eviction.getApiVersion()).isEqualTo(version);
    assertThat(eviction.getMetadata().getNamespace()).isEqualTo("somewhere");
    assertThat(eviction.getMetadata().getName()).isEqualTo("hello-1");
  }

  @Test
  void aBudgetThatForbidsAnEvictionIsNoFailure() {
    answer("POST", EVICTION, 429, "TooManyRequests");
    assertThat(since121().evict(POD)).isFalse();
    answer("POST", EVICTION, 429, "TooManyRequests");
    assertThat(before121().evict(POD)).isFalse();
  }

  @Test
  void anyOtherRefusalOfAnEvictionIs() {
    answer("POST", EVICTION, 403, "Forbidden");
    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(() -> since121().evict(POD));
  }

  @Test
  void aTestRunsWhereTheApiKeepsItsPartOfAPodWhichIsNotCreated() throws InterruptedException {
    Dialect dialect = since121();
    assertThatCode(() -> dialect.assumeKept(POD, DialectTest::preStop, "preStop.sleep"))
        .doesNotThrowAnyException();
    assertThat(server.getLastRequest().getPath()).isEqualTo(PODS + "?dryRun=All");
  }

  @Test
  void aTestIsSkippedWhereTheApiDropsItsPartOfAPod() {
    answer("POST", PODS + "?dryRun=All", 201, WITHOUT_HOOK);
    Dialect dialect = since121();
    assertThatExceptionOfType(TestAbortedException.class)
        .isThrownBy(() -> dialect.assumeKept(POD, DialectTest::preStop, "preStop.sleep"))
        .withMessageContaining("too old for preStop.sleep");
  }

  @Test
  void aTestIsSkippedWhereWhatIsLeftOfItsPodIsInvalid() {
    answer("POST", PODS + "?dryRun=All", 422, "Invalid");
    Dialect dialect = since121();
    assertThatExceptionOfType(TestAbortedException.class)
        .isThrownBy(() -> dialect.assumeKept(POD, DialectTest::preStop, "preStop.sleep"));
  }

  @Test
  void aTestFailsWhereTheApiCannotTell() {
    answer("POST", PODS + "?dryRun=All", 403, "Forbidden");
    Dialect dialect = since121();
    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(() -> dialect.assumeKept(POD, DialectTest::preStop, "preStop.sleep"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1.26.0", "v1.34.1+k3s1", "v1.36.0-alpha.1"})
  void aTestOfKubelet126RunsOnThisOne(String version) {
    node("one", version);
    Dialect dialect = since121();
    assertThatCode(() -> dialect.assumeKubelet(26, "headers")).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1.25.16", "v1.9.0", "v0.0.0-master+$Format:%h$"})
  void aTestOfKubelet126IsSkippedWhereOneOfThemIs(String version) {
    node("one", "v1.30.0");
    node("other", version);
    Dialect dialect = since121();
    assertThatExceptionOfType(TestAbortedException.class)
        .isThrownBy(() -> dialect.assumeKubelet(26, "headers"))
        .withMessageContaining("too old for headers");
  }

  private void node(String name, String version) {
    client()
        .resource(
            new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewStatus()
                .withNewNodeInfo()
                .withKubeletVersion(version)
                .endNodeInfo()
                .endStatus()
                .build())
        .create();
  }

  private static Object preStop(Pod pod) {
    var lifecycle = pod.getSpec().getContainers().get(0).getLifecycle();
    return lifecycle == null ? null : lifecycle.getPreStop();
  }
}
