package io.lameduck.rehearsal.load;

import io.lameduck.rehearsal.model.FailureKind;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;

/** Names how a TLS handshake failed: it is the first that a new connection is used for. */
final class TlsFailure {
  private TlsFailure() {}

  static RequestFailed of(IOException e, String pod) {
    return new RequestFailed(kind(e), pod, "TLS handshake with " + pod + ": " + e.getMessage(), e);
  }

  private static FailureKind kind(IOException e) {
    if (isCausedBy(SocketTimeoutException.class, e)) {
      return FailureKind.TIMEOUT;
    }
    if (isCausedBy(EOFException.class, e) || isCloseNotify(e)) {
      return FailureKind.endOfStream(false);
    }
    return isCausedBy(SocketException.class, e) ? FailureKind.reset(false) : FailureKind.TLS_FAILED;
  }

  private static boolean isCausedBy(Class<? extends IOException> type, IOException e) {
    for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  /** An alert that closes in order; the JDK has no type for it. */
  private static boolean isCloseNotify(IOException e) {
    return String.valueOf(e.getMessage()).contains("close_notify");
  }
}
