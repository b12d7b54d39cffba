package io.lameduck.it.rehearsal;

/** A complete answer; the body is kept as ISO-8859-1, one character for each byte. */
record Response(int status, boolean keepsAlive, String body) {}
