package io.lameduck.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lameduck.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Why an application did not start is what {@code kubectl describe} shows. */
@Timeout(120)
class FailedStartTest {
  @TempDir private Path directory;
  private Path terminationLog;

  @BeforeEach
  void prepareTheTerminationLog() throws IOException {
    terminationLog = Files.createFile(directory.resolve("termination-log"));
    System.setProperty(Setting.TERMINATION_LOG.propertyName(), terminationLog.toString());
  }

  @AfterEach
  void forgetTheTerminationLog() {
    System.clearProperty(Setting.TERMINATION_LOG.propertyName());
  }

  @Configuration(proxyBeanMethods = false)
  static class BrokenBean {
    @Bean
    AutoCloseable pool() {
      throw new IllegalStateException("no such database");
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class BrokenRunner {
    @Bean
    ApplicationRunner runner() {
      return arguments -> {
        throw new IllegalStateException("no such table");
      };
    }
  }

  @Test
  void ofABeanIsTheTerminationMessage() {
    assertThatThrownBy(() -> start(BrokenBean.class)).hasMessageContaining("no such database");
    assertThat(terminationLog).content().contains("start failed", "no such database");
  }

  @Test
  void ofARunnerIsTheTerminationMessage() {
    assertThatThrownBy(() -> start(BrokenRunner.class)).hasMessageContaining("no such table");
    assertThat(terminationLog).content().contains("start failed", "no such table");
  }

  private static void start(Class<?> broken) {
    Application.start(List.of(broken), "--spring.main.web-application-type=none");
  }
}
