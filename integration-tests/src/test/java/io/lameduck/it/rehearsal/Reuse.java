package io.lameduck.it.rehearsal;

/** What a client does with its connection after an answer. */
enum Reuse {
  /** A new connection for each request. */
  NEVER,
  /** Keeps it until the server announces its end, trusting that announcement. */
  TRUSTING,
  /** The same, but looks whether the server has hung up before it sends the next request. */
  CHECKING
}
