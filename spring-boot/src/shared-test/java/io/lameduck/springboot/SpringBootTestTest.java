package io.lameduck.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lameduck.Lameduck;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * An application under Spring Boot's own test support, in each of its environments: it becomes
 * ready, and the signals of the JVM, which is that of all tests, are left to that.
 */
@Timeout(120)
class SpringBootTestTest {
  /** What is the same in all environments. */
  abstract static class InAnEnvironment {
    @Autowired Lameduck lameduck;

    @Test
    void becomesReady() {
      await().until(() -> lameduck.probes().ready());
    }

    @Test
    void leavesSignalsAlone() {
      Signal sigterm = new Signal("TERM");
      SignalHandler handler = Signal.handle(sigterm, signal -> {});
      Signal.handle(sigterm, handler);
      assertThat(handler.getClass().getName()).doesNotContain("lameduck");
    }
  }

  @Nested
  @SpringBootTest(classes = Application.class)
  class WithAMock extends InAnEnvironment {}

  @Nested
  @SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.RANDOM_PORT)
  class WithAServer extends InAnEnvironment {}

  @Nested
  @SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.NONE)
  class WithoutAServer extends InAnEnvironment {}
}
