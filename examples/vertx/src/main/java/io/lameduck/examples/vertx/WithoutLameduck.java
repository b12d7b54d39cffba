package io.lameduck.examples.vertx;

import io.vertx.core.Vertx;

/** For comparison: the same application, which ends as the JVM does. */
public final class WithoutLameduck {
  private WithoutLameduck() {}

  public static void main(String[] args) {
    Vertx.vertx().deployVerticle(new HelloVerticle());
  }
}
