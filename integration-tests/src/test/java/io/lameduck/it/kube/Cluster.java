package io.lameduck.it.kube;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.InetSocketAddress;

/** A Kubernetes cluster to test on. Any thread. */
interface Cluster extends AutoCloseable {
  /**
   * It makes a request again by itself, up to ten times, that was answered 429 or 5xx, or not at
   * all: an API server that starts or is busy says no more than that.
   */
  KubernetesClient client();

  /** Brings an image from Docker to the nodes. */
  void load(String tag);

  /** A port for a Service of type NodePort that can be reached from here; 0 lets the API choose. */
  int freeNodePort();

  /** Where a Service with this node port is reached from outside. */
  InetSocketAddress outside(int nodePort);

  @Override
  void close();
}
