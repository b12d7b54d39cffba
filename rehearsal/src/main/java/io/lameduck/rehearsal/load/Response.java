package io.lameduck.rehearsal.load;

/**
 * A complete answer.
 *
 * @param bodyStart the beginning of its body; the rest was read and forgotten
 */
record Response(int status, boolean keepsAlive, String bodyStart) {}
