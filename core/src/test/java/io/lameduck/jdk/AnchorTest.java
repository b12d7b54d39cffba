package io.lameduck.jdk;

import static io.lameduck.jdk.DrilledServer.freePort;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.lameduck.spi.Wire;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AnchorTest {
  private final CountDownLatch stuck = new CountDownLatch(1);
  private final CountDownLatch handling = new CountDownLatch(1);

  /** Stuck in a handler, the dispatcher neither answers a connection nor closes it. */
  @Test
  void leavesNoThreadBehindWhenItsServerIsStuck() throws Exception {
    HttpServer http = JdkServer.create(freePort(), 0);
    http.createContext("/", exchange -> hang());
    http.start();
    try (Wire wire = Wire.to(http.getAddress().getPort())) {
      wire.get("/");
      handling.await();
      Listener listener = new Listener(http, ((Tracked) http).tracking());
      listener.prepareToClose();
      await().until(() -> anchors() == 1);
      listener.cut();

      await().until(() -> anchors() == 0);
    } finally {
      stuck.countDown();
    }
  }

  @Test
  void isNotPlacedOnceItHasBeenReleased() throws Exception {
    HttpServer http = JdkServer.create(freePort(), 0);
    http.start();
    Anchor anchor = new Anchor(http, false);
    anchor.release();
    anchor.run();
    anchor.awaitSettled();

    assertThat(anchors()).isZero();
    http.stop(0);
  }

  @Test
  void cannotBePlacedBySomebodyElse() throws Exception {
    HttpServer http = JdkServer.create(freePort(), 0);
    http.setExecutor(Runnable::run);
    http.start();
    Anchor anchor = new Anchor(http, false);
    Thread thread = new Thread(anchor);
    thread.start();
    anchor.awaitSettled();
    try (Wire wire = Wire.to(http.getAddress().getPort())) {
      assertThat(wire.get(anchor.path()).reply().status()).isEqualTo(404);
      assertThat(thread.isAlive()).isTrue();
    } finally {
      anchor.release();
      thread.join();
      http.stop(0);
    }
  }

  private void hang() {
    handling.countDown();
    try {
      stuck.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static long anchors() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("lameduck-http-anchor"))
        .count();
  }
}
