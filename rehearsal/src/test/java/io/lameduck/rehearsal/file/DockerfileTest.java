package io.lameduck.rehearsal.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DockerfileTest {
  private final Path folder;

  DockerfileTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Dockerfile read(String text) {
    return Dockerfile.read(Manifests.write(folder, text));
  }

  @Nested
  class AShellThatSwallowsTheSignalIsFound {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "FROM a\nENTRYPOINT java -jar app.jar",
          "FROM a\nCMD java -jar app.jar",
          "FROM a\nentrypoint java \\\n  -jar app.jar",
          "FROM a\nENTRYPOINT [\"sh\", \"-c\", \"java -jar app.jar\"]",
          "FROM a AS run\nENTRYPOINT java -jar app.jar\nFROM run"
        })
    void inAnyForm(String text) {
      assertThat(read(text).findings()).hasSize(1).allMatch(Finding::fatal);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "FROM a\nENTRYPOINT [\"java\", \"-jar\", \"app.jar\"]",
          "FROM a\nENTRYPOINT exec java -jar app.jar",
          "FROM a\nENTRYPOINT [\"sh\", \"-c\", \"exec java -jar app.jar\"]",
          "FROM a AS build\nENTRYPOINT mvn package\nFROM b\nENTRYPOINT [\"java\"]",
          "FROM a AS build\nENTRYPOINT mvn package\nFROM b"
        })
    void butNotWhereThereIsNone(String text) {
      assertThat(read(text).findings()).isEmpty();
    }
  }

  @Nested
  class TheBase {
    @Test
    void isThatOfTheLastStage() {
      assertThat(read("FROM maven AS build\nFROM gcr.io/distroless/java").base())
          .isEqualTo("gcr.io/distroless/java");
    }

    @Test
    void isWhatStandsBehindTheFlags() {
      assertThat(read("FROM --platform=linux/amd64 scratch").base()).isEqualTo("scratch");
    }

    @Test
    void isThatOfTheStageItIsBuiltOn() {
      assertThat(read("FROM gcr.io/distroless/java AS Base\nFROM base").base())
          .isEqualTo("gcr.io/distroless/java");
    }
  }

  /** A hook that runs a program of the image itself does not mind. */
  @Test
  void aHookOrAProbeNeedsAShellOnlyIfItNamesOne() {
    assertThat(ShellForm.needsShell(List.of("/bin/sleep", "5"))).isTrue();
    assertThat(ShellForm.needsShell(List.of("/bin/sh", "-c", "true"))).isTrue();
    assertThat(ShellForm.needsShell(List.of("/app/check"))).isFalse();
  }
}
