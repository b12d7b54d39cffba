package io.lameduck.it.rehearsal;

/** The clients a service meets in a cluster, by what they ask for and how they connect. */
public enum ClientKind {
  /** Back to back on one connection, until the server announces its end. */
  KEPT_ALIVE(Request.get("/"), Reuse.TRUSTING, Pause.ofMillis(5, 25)),
  /** On one connection with long pauses, in which the server may hang up. */
  IDLE(Request.get("/"), Reuse.CHECKING, Pause.ofMillis(1000, 8000)),
  /** A new connection for each request. */
  FRESH(Request.get("/"), Reuse.NEVER, Pause.ofMillis(20, 60)),
  /** Two seconds of waiting for each answer. */
  SLOW(Request.get("/slow?ms=2000"), Reuse.TRUSTING, Pause.ofMillis(0, 200)),
  /** 16 KiB up with each request. */
  POST(Request.post("/", 16 * 1024), Reuse.TRUSTING, Pause.ofMillis(20, 60)),
  /** A chunked answer that takes a second. */
  STREAMING(Request.get("/stream?n=20&ms=50"), Reuse.TRUSTING, Pause.ofMillis(0, 200));

  private final Request request;
  private final Reuse reuse;
  private final Pause pause;

  ClientKind(Request request, Reuse reuse, Pause pause) {
    this.request = request;
    this.reuse = reuse;
    this.pause = pause;
  }

  Request request() {
    return request;
  }

  Reuse reuse() {
    return reuse;
  }

  Pause pause() {
    return pause;
  }
}
