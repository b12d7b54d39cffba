package io.lameduck.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * The tests in docs/rehearsal.md, word for word, with examples as their service. On a busy machine
 * a start under load would take longer than the minute that is waited.
 */
@Tag("timing")
@ResourceLock(LoadOf.ONE_AT_A_TIME)
@Timeout(300)
class DocumentedTestIT {
  /** Where the snippets look for the service, from the folder of the module that is tested. */
  private static final Path SERVICE = Path.of("target", "orders.jar");

  private static final Path MANIFEST = Path.of("target", "orders.yaml");

  private final Path folder;

  DocumentedTestIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void passesAndLeavesItsReport() throws Exception {
    run("OrdersIT", "spring-boot");
    assertThat(files()).anyMatch(file -> file.endsWith("orders-rolling-update/report.html"));
  }

  @Test
  void passesOfAManifest() throws Exception {
    Path manifest = Example.folder("hello").resolve("hello.yaml");
    Files.copy(manifest, MANIFEST, StandardCopyOption.REPLACE_EXISTING);
    try {
      run("OrdersManifestIT", "hello");
    } finally {
      Files.delete(MANIFEST);
    }
  }

  private void run(String test, String example) throws Exception {
    Pattern pattern =
        Pattern.compile("```java\\n((?:(?!```).)*?class " + test + " .*?)```", Pattern.DOTALL);
    Matcher snippet = pattern.matcher(Files.readString(page()));
    assertThat(snippet.find()).isTrue();
    compile(Files.writeString(folder.resolve(test + ".java"), snippet.group(1)));
    Files.createDirectories(SERVICE.getParent());
    Files.copy(Example.jar(example), SERVICE, StandardCopyOption.REPLACE_EXISTING);
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      run(loader.loadClass(test));
    } finally {
      Files.delete(SERVICE);
    }
  }

  private static Path page() {
    return Example.folder("..").resolve(Path.of("docs", "rehearsal.md"));
  }

  private void compile(Path source) {
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                source.toString());
    assertThat(failed).as("javac").isZero();
  }

  private void run(Class<?> test) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(test))
            .configurationParameter("junit.platform.reporting.output.dir", folder + "/junit")
            .build();
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request, listener);
    TestExecutionSummary summary = listener.getSummary();
    assertThat(summary.getFailures())
        .as("failures")
        .extracting(TestExecutionSummary.Failure::getException)
        .isEmpty();
    assertThat(summary.getTestsSucceededCount()).isEqualTo(1);
  }

  private List<Path> files() {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
