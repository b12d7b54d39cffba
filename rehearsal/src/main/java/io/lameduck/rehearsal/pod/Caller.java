package io.lameduck.rehearsal.pod;

/** For whom a handler works, told to HTTP servers as the kubelet tells them. */
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
