package io.lameduck.springboot;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.devtools.restart.Restarter;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Spring Boot's devtools start an application anew in the same process. */
class DevtoolsTest {
  private static final String RESTARTED = "restarted, and ready";
  private static final long PATIENCE_SECONDS = 240;

  /** Is started anew when it is ready for the first time. Its classes are loaded twice. */
  @Configuration(proxyBeanMethods = false)
  static class Restarting {
    @Bean
    ApplicationListener<AvailabilityChangeEvent<ReadinessState>> again() {
      return change -> {
        if (change.getState() == ReadinessState.ACCEPTING_TRAFFIC) {
          whenReady();
        }
      };
    }

    private static void whenReady() {
      if (System.setProperty("restarting", "true") == null) {
        new Thread(() -> Restarter.getInstance().restart()).start();
      } else {
        System.out.println(RESTARTED);
      }
    }

    /** In a process of its own. */
    public static void main(String[] arguments) {
      SpringApplication.run(
          new Class<?>[] {Application.class, Restarting.class}, Application.arguments());
    }
  }

  @Test
  void whatIsStartedAnewIsDrainedOnSigterm(@TempDir Path folder) throws Exception {
    Path message = Files.createFile(folder.resolve("message"));
    Process process = start(message);
    List<String> log = new ArrayList<>();
    try (BufferedReader lines = process.inputReader()) {
      process
          .onExit()
          .orTimeout(PATIENCE_SECONDS, SECONDS)
          .whenComplete((ended, late) -> process.destroyForcibly());
      readUntil(RESTARTED, lines, log);
      process.toHandle().destroy(); // unlike the process itself it lets its output be read
      lines.lines().forEach(log::add);
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor()).as(String.join("\n", log)).isZero();
    assertThat(log).anyMatch(line -> line.contains("drained after stop"));
    assertThat(message).content().contains("drained after SIGTERM");
  }

  private static Process start(Path message) throws IOException {
    ProcessBuilder java =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Restarting.class.getName());
    java.environment().put("LAMEDUCK_TERMINATION_LOG", message.toString());
    return java.redirectErrorStream(true).start();
  }

  private static void readUntil(String sign, BufferedReader lines, List<String> log)
      throws IOException {
    String line = lines.readLine();
    while (line != null && !line.contains(sign)) {
      log.add(line);
      line = lines.readLine();
    }
    assertThat(line).as(String.join("\n", log)).isNotNull();
  }
}
