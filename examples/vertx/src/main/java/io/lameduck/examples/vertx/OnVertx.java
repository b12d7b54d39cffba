package io.lameduck.examples.vertx;

import io.lameduck.vertx.LameduckVertx;
import io.vertx.core.Vertx;

/** An ordinary Vert.x application that drops no request when it is told to end. */
public final class OnVertx {
  private OnVertx() {}

  public static void main(String[] args) {
    Vertx vertx = LameduckVertx.start(Vertx.builder());
    vertx
        .deployVerticle(new HelloVerticle())
        .onFailure(
            failure -> {
              System.err.println("not deployed: " + failure);
              vertx.close().onComplete(closed -> System.exit(1));
            });
  }
}
