package io.lameduck.rehearsal.load;

import io.lameduck.rehearsal.model.FailureKind;
import org.jspecify.annotations.Nullable;

/** A request got no good answer. The stack trace would tell nothing, and costs too much to take. */
public final class RequestFailed extends Exception {
  private static final long serialVersionUID = 1;

  private final FailureKind kind;
  private final String pod;

  RequestFailed(FailureKind kind, String pod, String message) {
    this(kind, pod, message, null);
  }

  RequestFailed(FailureKind kind, String pod, String message, @Nullable Throwable cause) {
    super(message, cause, false, false);
    this.kind = kind;
    this.pod = pod;
  }

  public FailureKind kind() {
    return kind;
  }

  /** Where; empty if the client knew no pod. */
  String pod() {
    return pod;
  }
}
