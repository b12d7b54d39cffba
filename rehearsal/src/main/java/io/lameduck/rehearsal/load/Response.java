package io.lameduck.rehearsal.load;

/** A complete answer, of which the body was read and forgotten. */
record Response(int status, boolean keepsAlive) {}
