package io.lameduck.internal.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DaemonThreadTest {
  private static final InheritableThreadLocal<String> INHERITED = new InheritableThreadLocal<>();

  @Test
  void inheritsNothingOfItsCreator() throws Exception {
    CompletableFuture<String> seen = new CompletableFuture<>();
    Thread creator = Thread.currentThread();
    ClassLoader before = creator.getContextClassLoader();
    try (URLClassLoader application = new URLClassLoader(new URL[0])) {
      creator.setContextClassLoader(application);
      INHERITED.set("a tenant");
      DaemonThread.start(
          "test",
          () ->
              seen.complete(
                  INHERITED.get() + " " + Thread.currentThread().getContextClassLoader()));
    } finally {
      creator.setContextClassLoader(before);
      INHERITED.remove();
    }
    assertThat(seen.get(10, TimeUnit.SECONDS))
        .isEqualTo("null " + DaemonThread.class.getClassLoader());
  }

  @Test
  void isADaemonWithTheNameOfTheLibrary() {
    Thread thread = DaemonThread.of("test", () -> {});

    assertThat(thread.isDaemon()).isTrue();
    assertThat(thread.getName()).isEqualTo("lameduck-test");
  }

  @Test
  void isTheOnlyPlaceWhereTheLibraryMakesThreads() throws IOException {
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      assertThat(sources.filter(DaemonThreadTest::makesThreads))
          .extracting(source -> source.getFileName().toString())
          .containsExactly("DaemonThread.java");
    }
  }

  private static boolean makesThreads(Path source) {
    try {
      return source.toString().endsWith(".java")
          && Files.readString(source).contains("new Thread(");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
