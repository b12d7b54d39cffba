package io.lameduck.it.rehearsal;

import org.jspecify.annotations.Nullable;

/** A request that got no good answer. It is never retried. */
final class RequestFailed extends Exception {
  private static final long serialVersionUID = 1;

  private final FailureKind kind;

  RequestFailed(FailureKind kind, String detail, @Nullable Throwable cause) {
    super(kind + ": " + detail, cause);
    this.kind = kind;
  }

  RequestFailed(FailureKind kind, String detail) {
    this(kind, detail, null);
  }

  FailureKind kind() {
    return kind;
  }
}
