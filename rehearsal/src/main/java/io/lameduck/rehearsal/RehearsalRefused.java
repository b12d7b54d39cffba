package io.lameduck.rehearsal;

/**
 * A rehearsal would tell nothing; the message says why, and what to do. Nothing is left running.
 *
 * <p>A client's first request was not answered well; the clients do not suit the number of requests
 * or the proxy that is asked for; the service has no dependency that could fail; or a manifest is
 * invalid or makes the rehearsal impossible. On the command line this is exit code 9, but for the
 * manifest, which has codes of its own.
 */
public final class RehearsalRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  RehearsalRefused(String message) {
    super(message);
  }

  RehearsalRefused(String message, Throwable cause) {
    super(message, cause);
  }
}
