package io.lameduck.examples.webflux;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** An ordinary WebFlux application that drops no request when it is told to end. */
@SpringBootApplication
public class WebFluxApplication {
  public static void main(String[] args) {
    SpringApplication.run(WebFluxApplication.class, args);
  }
}
