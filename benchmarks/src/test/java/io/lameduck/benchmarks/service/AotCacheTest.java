package io.lameduck.benchmarks.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class AotCacheTest {
  @Test
  void isNotUsedBeforeAJvmHasFilledIt() throws Exception {
    try (AotCache cache = AotCache.empty()) {
      assertThatThrownBy(cache::using)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(cache.file() + " is empty");
      Files.writeString(cache.file(), "classes");
      assertThat(cache.using()).containsValue("-XX:AOTCache=" + cache.file());
    }
  }

  @Test
  void leavesNoFile() throws Exception {
    AotCache cache = AotCache.empty();
    cache.close();
    assertThat(cache.file()).doesNotExist();
  }
}
