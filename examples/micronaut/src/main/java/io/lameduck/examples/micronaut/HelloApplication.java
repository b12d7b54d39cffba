package io.lameduck.examples.micronaut;

import io.micronaut.runtime.Micronaut;

/** An ordinary Micronaut application that drops no request when it is told to end. */
public final class HelloApplication {
  private HelloApplication() {}

  public static void main(String[] args) {
    Micronaut.run(HelloApplication.class, args);
  }
}
