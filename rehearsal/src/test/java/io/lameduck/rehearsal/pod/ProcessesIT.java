package io.lameduck.rehearsal.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProcessesIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  /** Starts a pod with a child, tells their ids, and stays. */
  static final class Parent {
    public static void main(String[] arguments) throws InterruptedException {
      Processes processes = Processes.create();
      String script = "sleep 1000 & echo $!; echo $$; wait";
      Container container = Container.start(Shell.running(script), processes, System.out::println);
      container.exit().join();
      new CountDownLatch(1).await();
    }
  }

  @Test
  void noProcessOutlivesAParentThatIsKilled() throws IOException {
    assertNoOrphans(Process::destroyForcibly);
  }

  @Test
  void norOneThatIsTerminated() throws IOException {
    assertNoOrphans(
        parent -> {
          parent.destroy();
          return parent;
        });
  }

  private static void assertNoOrphans(UnaryOperator<Process> end) throws IOException {
    Process parent = parent();
    try (BufferedReader out = parent.inputReader(StandardCharsets.UTF_8)) {
      List<ProcessHandle> children = List.of(process(out.readLine()), process(out.readLine()));
      assertThat(children).allMatch(ProcessHandle::isAlive);
      end.apply(parent).onExit().join();
      await().atMost(SOON).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    }
  }

  private static Process parent() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            java, "-cp", System.getProperty("java.class.path"), Parent.class.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static ProcessHandle process(String pid) {
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }
}
