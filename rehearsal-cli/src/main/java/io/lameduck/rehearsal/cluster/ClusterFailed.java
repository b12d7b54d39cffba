package io.lameduck.rehearsal.cluster;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;

/** A rehearsal on a cluster could not be had; the message says what was found and what to do. */
public final class ClusterFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** In which way. */
  public enum Reason {
    /** A scenario, or what is asked for beside it, cannot be had on a cluster. */
    IMPOSSIBLE,
    /** The cluster lacks something, forbids something, or does not answer. */
    CLUSTER,
    /** Pods were not available in time. */
    NEVER_READY,
    /** The clients got no good first answer. */
    NO_ANSWER
  }

  private final Reason reason;

  public ClusterFailed(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  private ClusterFailed(String message, Throwable cause) {
    super(message, cause);
    this.reason = Reason.CLUSTER;
  }

  public Reason reason() {
    return reason;
  }

  /** What the API refused, in its own words, and what to do about it. */
  public static ClusterFailed of(KubernetesClientException e) {
    return new ClusterFailed(words(e) + expected(e.getCode()), e);
  }

  private static String words(KubernetesClientException e) {
    Status status = e.getStatus();
    if (status != null && status.getMessage() != null) {
      return "the cluster answers: " + status.getMessage();
    }
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return "the cluster does not answer: " + cause;
  }

  private static String expected(int code) {
    return switch (code) {
      case HttpURLConnection.HTTP_FORBIDDEN -> " (expected: the rights of kubernetes --print-rbac)";
      case HttpURLConnection.HTTP_UNAUTHORIZED ->
          " (expected: valid credentials in the kubeconfig)";
      case 0 -> " (expected: a kubeconfig, or a service account, of a cluster that is reached)";
      default -> "";
    };
  }
}
