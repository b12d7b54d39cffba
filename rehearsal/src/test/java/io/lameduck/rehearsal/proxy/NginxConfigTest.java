package io.lameduck.rehearsal.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.rehearsal.load.Endpoint;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class NginxConfigTest {
  private static final Endpoint FIRST = new Endpoint("web-1", 4001);
  private static final Endpoint SECOND = new Endpoint("web-2", 4002);

  private static String text(String user, Endpoint... pods) {
    return new NginxConfig(Path.of("/tmp/n"), 4000, user, List.of(pods)).text();
  }

  @Test
  void hasEachPodAsAServerAndItsName() {
    assertThat(text("", FIRST, SECOND))
        .contains("server 127.0.0.1:4001 max_fails=0;", "server 127.0.0.1:4002 max_fails=0;")
        .contains("~127\\.0\\.0\\.1:4001$ web-1;", "~127\\.0\\.0\\.1:4002$ web-2;")
        .contains("listen 127.0.0.1:4000;", "keepalive 320;", "proxy_next_upstream error timeout;");
  }

  @Test
  void answersItselfWhereNoPodIsKnown() {
    assertThat(text("")).contains("return 503;").doesNotContain("upstream pods");
  }

  @Test
  void writesNowhereButIntoItsFolder() {
    assertThat(
            text("", FIRST).lines().filter(line -> line.contains("_path") || line.contains("pid")))
        .hasSize(6)
        .allSatisfy(line -> assertThat(line).contains(" /tmp/n/"));
  }

  @Test
  void namesAUserOnlyWhereRootStartsIt() {
    assertThat(text("root", FIRST)).contains("user root;");
    assertThat(text("", FIRST)).doesNotContain("user ");
  }
}
