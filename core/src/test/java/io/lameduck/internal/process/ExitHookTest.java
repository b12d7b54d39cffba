package io.lameduck.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lameduck.ChildJvm;
import org.junit.jupiter.api.Test;

class ExitHookTest {
  @Test
  void isInstalledUntilItIsClosed() {
    ExitHook hook = new ExitHook(() -> {});
    hook.install();
    assertThatIllegalArgumentException()
        .isThrownBy(hook::install)
        .withMessageContaining("previously registered");
    hook.close();

    hook.install(); // the JVM takes none twice, so it was gone
    hook.close();
  }

  @Test
  void mayBeClosedThoughItWasNeverInstalled() {
    ExitHook hook = new ExitHook(() -> {});
    hook.close();
    hook.install();
    hook.close();
  }

  @Test
  void drainsWhenTheJvmExitsThoughItIsClosedAtTheSameMoment() throws Exception {
    ChildJvm exited = ChildJvm.run(Exiting.class);

    assertThat(exited.output())
        .contains("drained by its own loader", "closed")
        .doesNotContain("Exception");
    assertThat(exited.status()).isEqualTo(7);
  }

  /** A process that exits with 7. */
  static final class Exiting {
    private Exiting() {}

    public static void main(String[] args) {
      Thread.currentThread().setContextClassLoader(new ClassLoader() {});
      ExitHook hook = new ExitHook(Exiting::drain);
      hook.install();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> close(hook)));
      System.exit(7);
    }

    private static void drain() {
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      boolean own = loader == ExitHook.class.getClassLoader();
      System.out.println("drained by " + (own ? "its own loader" : "an inherited loader"));
    }

    private static void close(ExitHook hook) {
      hook.close();
      System.out.println("closed");
    }
  }
}
