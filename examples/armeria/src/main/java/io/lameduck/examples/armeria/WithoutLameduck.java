package io.lameduck.examples.armeria;

import com.linecorp.armeria.server.Server;
import java.time.Duration;

/** For comparison: Armeria's own graceful shutdown. */
public final class WithoutLameduck {
  private WithoutLameduck() {}

  public static void main(String[] args) {
    Server server =
        OnArmeria.hello()
            .gracefulShutdownTimeout(Duration.ofSeconds(2), Duration.ofSeconds(20))
            .build();
    server.closeOnJvmShutdown();
    server.start().join();
  }
}
