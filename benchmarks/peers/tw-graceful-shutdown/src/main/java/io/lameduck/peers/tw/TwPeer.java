package io.lameduck.peers.tw;

import java.time.Duration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A service on Spring Boot 2 that leaves its end to tw-graceful-shutdown. */
@SpringBootApplication
public class TwPeer {
  public static void main(String[] args) {
    String delay = System.getenv().getOrDefault("PEER_DELAY", "5s");
    System.setProperty(
        "tw-graceful-shutdown.clients-reaction-time-ms",
        Long.toString(Duration.parse("PT" + delay).toMillis()));
    SpringApplication.run(TwPeer.class, args);
  }
}
