package io.lameduck.it;

import static io.lameduck.it.WatchedEnds.FILES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.lameduck.it.foreign.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Dashboard, alerts and the page about them tell a real Prometheus nothing but the truth. */
@Timeout(90)
class MonitoringIT {
  private static final Tool PROMTOOL = new Tool("promtool");
  private static final Path DASHBOARD = FILES.resolve("lameduck-dashboard.json");
  private static final Path RULES = FILES.resolve("lameduck-rules.yaml");
  private static final Path RULES_TEST = FILES.resolve("lameduck-rules-test.yaml");
  private static final Path PAGE = FILES.resolve("../../docs/monitoring.md").normalize();
  private static final Pattern NAME = Pattern.compile("lameduck_\\w+");
  private static final Pattern ALERT = Pattern.compile("alert: (\\w+)");
  private static final Pattern PROMQL = Pattern.compile("```promql\n(.*?)\n```", Pattern.DOTALL);

  @TempDir private static Path folder;

  private static Prometheus prometheus;

  @BeforeAll
  static void twoPodsEnd() throws Exception {
    for (Tool tool : List.of(PROMTOOL, new Tool("prometheus"))) {
      assumeTrue(tool.missing().isEmpty(), tool.missing());
    }
    prometheus = WatchedEnds.watch(folder);
  }

  @AfterAll
  static void prometheusEnds() {
    if (prometheus != null) {
      prometheus.close();
    }
  }

  @Test
  void theRulesPassTheirTests() throws Exception {
    assertThat(PROMTOOL.run(List.of("test", "rules", RULES_TEST.toString()))).contains("SUCCESS");
  }

  @Test
  void theConfigurationIsValid() throws Exception {
    String config = folder.resolve("prometheus.yaml").toString();
    assertThat(PROMTOOL.run(List.of("check", "config", config)))
        .contains("valid prometheus config", "5 rules found")
        .doesNotContain("FAILED");
  }

  @Test
  void everyNameIsThatOfAMeter() throws Exception {
    String files = Files.readString(DASHBOARD) + Files.readString(RULES);
    assertThat(NAME.matcher(files).results().map(MatchResult::group))
        .isNotEmpty()
        .isSubsetOf(prometheus.names());
  }

  @TestFactory
  Stream<DynamicTest> everyPanelHasSomethingToShow() {
    return queries().map(query -> dynamicTest(query.panel(), () -> assertShown(query)));
  }

  private static void assertShown(Dashboard.Query query) throws Exception {
    String expression = query.expression();
    assertThat(query.instant() ? prometheus.now(expression) : prometheus.lately(expression))
        .as(expression)
        .isNotEmpty();
  }

  @Test
  void theDashboardTellsWhatHappened() throws Exception {
    assertThat(stat("Shutdowns")).isEqualTo("1");
    assertThat(stat("Late connections")).isEqualTo("1");
    assertThat(stat("Cut off")).isEqualTo("1");
    assertThat(stat("Ended by max")).isEqualTo("0");
    assertThat(stat("Killed")).isEqualTo("1");
    assertThat(stat("Not ready")).isEqualTo("0");
  }

  private static String stat(String panel) throws Exception {
    Dashboard.Query query =
        queries().filter(one -> one.panel().equals(panel)).findFirst().orElseThrow();
    return prometheus.now(query.expression()).path(0).path("value").path(1).asString();
  }

  private static Stream<Dashboard.Query> queries() {
    return Dashboard.queries(DASHBOARD, WatchedEnds.NAMESPACE, WatchedEnds.APP).stream();
  }

  @Test
  void whatWasCutOffRaisesAnAlert() {
    prometheus.awaitResult(
        "ALERTS{alertname='LameduckCut', alertstate='firing', namespace='shop', app='orders'}");
  }

  @Test
  void everyAlertIsExplained() throws IOException {
    List<String> alerts =
        ALERT.matcher(Files.readString(RULES)).results().map(alert -> alert.group(1)).toList();
    assertThat(Files.readString(PAGE)).contains(alerts);
  }

  @TestFactory
  Stream<DynamicTest> everyQueryOfThePageIsValid() throws IOException {
    return PROMQL
        .matcher(Files.readString(PAGE))
        .results()
        .map(block -> block.group(1))
        .map(query -> dynamicTest(query, () -> prometheus.now(query)));
  }
}
