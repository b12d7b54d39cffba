package io.lameduck.rehearsal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class YamlTest {
  private static Yaml read(String text) {
    return YamlFile.parse("file.yaml", text).get(0);
  }

  @Nested
  class IsRefusedRatherThanMisread {
    @Test
    void anAliasOfNothing() {
      assertThatThrownBy(() -> read("a: 1\nb: *x\n"))
          .isInstanceOf(InvalidFile.class)
          .hasMessageStartingWith("file.yaml line 2, column 4: ");
    }

    @Test
    void anAliasInsideOfWhatItStandsFor() {
      assertThatThrownBy(() -> read("a:\n  b: &x\n    c: [*x]\n"))
          .isInstanceOf(InvalidFile.class)
          .hasMessage(
              "file.yaml line 2, column 6: an anchor with an alias to itself in it"
                  + " (expected: values that end)");
    }

    @Test
    void aMergeOfWhatIsNoMapping() {
      assertThatThrownBy(() -> read("a: &x [1]\nb:\n  <<: *x\n"))
          .isInstanceOf(InvalidFile.class)
          .hasMessageStartingWith("file.yaml line ");
    }

    @Test
    void aTagThatMeansSomethingElsewhere() {
      assertThatThrownBy(() -> read("a: 1\nb: !secret password\n"))
          .hasMessage(
              "file.yaml line 2, column 4: the tag !secret (expected: a value without one)");
    }

    @Test
    void aNameThatIsThereTwiceBesideAMerge() {
      assertThatThrownBy(() -> read("x: &x {a: 0}\ny:\n  <<: *x\n  b: 1\n  b: 2\n"))
          .hasMessageContainingAll("file.yaml line 5", "\"b\"");
    }

    @Test
    void aNameThatIsThereTwice() {
      assertThatThrownBy(() -> read("a: 1\na: 2\n"))
          .isInstanceOf(InvalidFile.class)
          .hasMessageContainingAll("file.yaml line 2", "\"a\"");
    }

    @Test
    void aNumberThatIsTooLarge() {
      assertThatThrownBy(() -> read("a: 2147483648").at("a").integer(0))
          .hasMessage("file.yaml: a: 2147483648 (expected: a whole number)");
    }
  }

  /** As people write manifests who do not like to write things twice. */
  @Nested
  class AnchorsAreRead {
    @Test
    void ofSingleValues() {
      Yaml yaml = read("port: &port 8080\nprobe: {port: *port}\n");
      assertThat(yaml.at("probe").at("port").integer(0)).isEqualTo(8080);
    }

    @Test
    void ofMappingsAndLists() {
      Yaml yaml = read("a: &a {path: /ready}\nb: *a\nc: &c [x, y]\nd: *c\n");
      assertThat(yaml.at("b").at("path").text()).contains("/ready");
      assertThat(yaml.at("d").texts()).containsExactly("x", "y");
    }

    @Test
    void inADocumentOfTheirOwn() {
      assertThatThrownBy(() -> read("a: &a 1\n---\nb: *a\n"))
          .hasMessageStartingWith("file.yaml line 3, column 4: ");
    }
  }

  @Nested
  class AMergeKey {
    @Test
    void bringsTheFieldsOfAMapping() {
      Yaml yaml = read("base: &base {a: 1, b: 2}\nmore:\n  <<: *base\n  c: 3\n");
      assertThat(yaml.at("more").fields()).containsOnlyKeys("a", "b", "c");
    }

    @Test
    void givesWayToAFieldOfItsOwnWhereverThatStands() {
      Yaml yaml = read("base: &base {a: 1, b: 1}\nmore:\n  a: 2\n  <<: *base\n  b: 2\n");
      assertThat(yaml.at("more").at("a").integer(0)).isEqualTo(2);
      assertThat(yaml.at("more").at("b").integer(0)).isEqualTo(2);
    }

    @Test
    void prefersTheFirstOfSeveral() {
      Yaml yaml = read("x: &x {a: 1}\ny: &y {a: 2, b: 2}\nz:\n  <<: [*x, *y]\n");
      assertThat(yaml.at("z").at("a").integer(0)).isEqualTo(1);
      assertThat(yaml.at("z").at("b").integer(0)).isEqualTo(2);
    }
  }

  @Nested
  class AFileThatStandsForFarMoreThanItIs {
    /** Three times as many values in each line: with copies there would be 10^19. */
    @Test
    void isReadWithoutACopyOfAnything() {
      StringBuilder laughs = new StringBuilder("a0: &a0 [ha]\n");
      for (int i = 1; i <= 40; i++) {
        laughs.append("a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
      }
      Yaml last = read(laughs.toString()).at("a40");
      for (int i = 40; i > 0; i--) {
        last = last.items().get(2);
      }
      assertThat(last.texts()).containsExactly("ha");
    }

    @Test
    void isRefusedBeyondAThousandAliases() {
      assertThat(read(aliases(1000)).at("b").items()).hasSize(1000);
      assertThatThrownBy(() -> read(aliases(1001)))
          .hasMessage("file.yaml line 1003, column 3: 1001 aliases (expected: at most 1000)");
    }

    private static String aliases(int count) {
      return "a: &a 1\nb:\n" + "- *a\n".repeat(count);
    }

    @Test
    void isRefusedBeyondADepthOfAHundred() {
      assertThat(read("a: " + "[".repeat(99) + "]".repeat(99)).at("a").items()).hasSize(1);
      assertThatThrownBy(() -> read("a: " + "[".repeat(100) + "]".repeat(100)))
          .hasMessage(
              "file.yaml line 1, column 103: 101 levels of nesting (expected: at most 100)");
      assertThatThrownBy(() -> read("[".repeat(100_000))).isInstanceOf(InvalidFile.class);
    }
  }

  @Nested
  class AValueIsWhatYamlSays {
    @Test
    void aNumber() {
      assertThat(read("a: 0x1F").at("a").integer(0)).isEqualTo(31);
      assertThat(read("a: 0o17").at("a").integer(0)).isEqualTo(15);
      assertThat(read("a: -5").at("a").integer(0)).isEqualTo(-5);
      assertThat(read("a: 1.10").at("a").text()).contains("1.10");
    }

    @Test
    void aTextWhereItIsQuotedOrTagged() {
      assertThat(read("a: \"8080\"").at("a").node().isString()).isTrue();
      assertThat(read("a: !!str 8080").at("a").node().isString()).isTrue();
    }

    @Test
    void nothing() {
      assertThat(read("a:").at("a").exists()).isFalse();
      assertThat(read("a: ~").at("a").exists()).isFalse();
      assertThat(read("a: null").at("a").exists()).isFalse();
    }

    @Test
    void aTruth() {
      assertThat(read("a: true").at("a").isTrue()).isTrue();
      assertThat(read("a: yes").at("a").isTrue()).isFalse();
    }
  }

  /** Messages end up in the logs of pipelines. */
  @Nested
  class ASecretIsNotInAMessage {
    @Test
    void whereTheYamlIsInvalid() {
      assertThatThrownBy(() -> read("data:\n  PASSWORD: \"hunter2\n"))
          .hasMessageContaining("file.yaml line")
          .hasMessageNotContaining("hunter2");
    }

    @Test
    void whereAValueIsAMapping() {
      assertThatThrownBy(() -> read("data: {key: {inner: hunter2}}").at("data").at("key").text())
          .hasMessage("file.yaml: data.key: [inner] (expected: a single value)");
    }
  }
}
