package io.lameduck.examples.springboot;

import io.lameduck.Lameduck;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A small Spring Boot application that drops no request when it is told to end. */
@SpringBootApplication
public class HelloApplication {
  public static void main(String[] args) throws Exception {
    Lameduck.guard(() -> SpringApplication.run(HelloApplication.class, args));
  }
}
