package io.lameduck.rehearsal.pod;

/** Why a handler is called; an HTTP server reads it from the User-Agent, as the kubelet's. */
enum Caller {
  PROBE("kube-probe/1.0 (rehearsal)"),
  LIFECYCLE("kube-lifecycle/1.0 (rehearsal)");

  private final String userAgent;

  Caller(String userAgent) {
    this.userAgent = userAgent;
  }

  String userAgent() {
    return userAgent;
  }
}
