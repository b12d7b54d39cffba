package io.lameduck.benchmarks.exit;

import java.util.concurrent.CountDownLatch;

/** A program that does nothing until it is told to end. */
final class EmptyJvm {
  private EmptyJvm() {}

  public static void main(String[] arguments) throws InterruptedException {
    System.out.println("ready");
    new CountDownLatch(1).await();
  }
}
