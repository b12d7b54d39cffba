package io.lameduck.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AncestorTest {
  @ParameterizedTest
  @CsvSource({
    "/bin/sh|-c|java -jar app.jar|, sh",
    "/bin/sh|/entrypoint.sh|, sh",
    "bash|/entrypoint.sh|, bash",
    "-bash|, bash",
    "/usr/local/bin/tini|--|java|-jar|/bin/sh|, tini",
    "sh, sh",
    "'', ''"
  })
  void isKnownByTheProgramThatRunsAndNotByTheScript(String commandLine, String program) {
    assertThat(Ancestor.programOf(commandLine.replace('|', '\0'))).isEqualTo(program);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void isProcessOneOrTheParent() {
    long parent = ProcessHandle.current().parent().orElseThrow().pid();

    assertThat(Ancestor.ofThisProcess())
        .extracting(Ancestor::pid)
        .contains(parent)
        .isSubsetOf(1L, parent);
  }
}
