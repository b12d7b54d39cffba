package io.lameduck.benchmarks.probe;

/** Keeps as many threads running as it is told, until it is killed. */
final class Burner {
  private Burner() {}

  public static void main(String[] arguments) {
    for (int i = 1; i < Integer.parseInt(arguments[0]); i++) {
      new Thread(Burner::burn).start();
    }
    burn();
  }

  private static void burn() {
    while (true) {
      Thread.onSpinWait();
    }
  }
}
