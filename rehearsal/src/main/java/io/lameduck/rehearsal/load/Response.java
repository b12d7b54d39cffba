package io.lameduck.rehearsal.load;

/**
 * A complete answer.
 *
 * @param pod which one has answered, if a proxy says so; empty otherwise
 * @param bodyStart the beginning of its body; the rest was read and forgotten
 */
record Response(int status, boolean keepsAlive, String pod, String bodyStart) {
  /** The pod that has answered. */
  String podOr(String connected) {
    return pod.isEmpty() ? connected : pod;
  }
}
