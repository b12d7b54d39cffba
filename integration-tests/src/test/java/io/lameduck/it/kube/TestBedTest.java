package io.lameduck.it.kube;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.containers.ContainerLaunchException;

class TestBedTest {
  @Test
  void aClusterThatDoesNotStartIsMissingWhereNobodyAskedForIt() {
    assertThatExceptionOfType(TestBed.Missing.class)
        .isThrownBy(() -> TestBed.clusterOf(TestBedTest::neverReady, false))
        .withMessageContaining("never ready");
    assertThatExceptionOfType(TestBed.Missing.class)
        .isThrownBy(() -> TestBed.clusterOf(TestBedTest::noSuchImage, false))
        .withMessageContaining("no such image");
  }

  @Test
  void aClusterThatDoesNotStartIsAFailureWhereSomebodyNamedIt() {
    assertThatExceptionOfType(ContainerLaunchException.class)
        .isThrownBy(() -> TestBed.clusterOf(TestBedTest::neverReady, true));
    assertThatExceptionOfType(ContainerFetchException.class)
        .isThrownBy(() -> TestBed.clusterOf(TestBedTest::noSuchImage, true));
  }

  private static Cluster neverReady() {
    throw new ContainerLaunchException("never ready");
  }

  private static Cluster noSuchImage() {
    throw new ContainerFetchException("no such image");
  }
}
