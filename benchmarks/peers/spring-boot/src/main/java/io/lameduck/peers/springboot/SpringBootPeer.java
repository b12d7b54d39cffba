package io.lameduck.peers.springboot;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A service on Spring Boot that leaves its end to Spring. */
@SpringBootApplication
public class SpringBootPeer {
  public static void main(String[] args) {
    SpringApplication.run(SpringBootPeer.class, args);
  }
}
