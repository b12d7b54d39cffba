package io.lameduck.probe;

/** How the checks of the library fail with a detail. Without a stack trace, which nobody sees. */
final class Unhealthy extends Exception {
  private static final long serialVersionUID = 1L;

  Unhealthy(String detail) {
    super(detail, null, false, false);
  }
}
