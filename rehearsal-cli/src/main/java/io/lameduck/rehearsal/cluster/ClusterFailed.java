package io.lameduck.rehearsal.cluster;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;

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

  ClusterFailed(String message, Throwable cause) {
    super(message, cause);
    this.reason = Reason.CLUSTER;
  }

  public Reason reason() {
    return reason;
  }

  /** What the API refused, in its own words, or that it did not answer, and what to do about it. */
  public static ClusterFailed of(KubernetesClientException e, URL cluster) {
    Status status = e.getStatus();
    String words =
        status != null && status.getMessage() != null
            ? "the cluster answers: " + status.getMessage() + expected(e.getCode())
            : "the cluster at "
                + cluster
                + " does not answer: "
                + inner(e)
                + " (expected: a kubeconfig, or a service account, of a cluster that is reached)";
    return new ClusterFailed(words, e);
  }

  /** The outer ones say no more than that something failed; some of the JDK have no message. */
  private static String inner(Throwable e) {
    Throwable inner =
        e.getCause() instanceof IOException io && io.getCause() != null ? io.getCause() : e;
    return inner.getMessage() == null ? inner.getClass().getSimpleName() : inner.getMessage();
  }

  private static String expected(int code) {
    return switch (code) {
      case HttpURLConnection.HTTP_FORBIDDEN -> " (expected: the rights of --print-rbac)";
      case HttpURLConnection.HTTP_UNAUTHORIZED ->
          " (expected: valid credentials in the kubeconfig)";
      default -> "";
    };
  }
}
