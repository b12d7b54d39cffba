package io.lameduck.rehearsal.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.rehearsal.model.PodEnd;
import io.lameduck.rehearsal.model.PodHistory;
import io.lameduck.rehearsal.model.Report;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where clients ask a Service, the report does not pretend to know which pod has answered. */
class ClusterReportTest {
  private static final Report REPORT = Reports.onCluster();

  @Test
  void thePodsHaveNoCountsOfRequests() {
    assertThat(Tables.pods(REPORT).rows().get(0))
        .containsExactly("pod", "restarts", "last new", "gone after", "exit");
    assertThat(TextReport.of(REPORT)).containsPattern("web-1 +0 +\\+2\\.4 s");
    JsonNode pod = JsonMapper.shared().readTree(JsonReport.of(REPORT)).at("/pods/0");
    assertThat(pod.has("requests")).isFalse();
    assertThat(pod.at("/end/exitCode").asInt()).isEqualTo(143);
  }

  @Test
  void thePictureHasARowForTheService() {
    String page = HtmlReport.of(REPORT);
    assertThat(page)
        .contains("Timeline of web\"", "Timeline of web-1\"", "The clients asked web in a cluster.")
        .contains("web does not tell which pod answered")
        .doesNotContain("known to clients", "Clients learned of changes");
  }

  @Test
  void nothingIsSaidOfWhenClientsLearned() {
    JsonNode json = JsonMapper.shared().readTree(JsonReport.of(REPORT));
    assertThat(json.has("propagation")).isFalse();
    assertThat(json.get("endpoints")).hasSize(3);
    assertThat(Advice.of(REPORT))
        .contains(
            "The last new connection that a pod accepted came 2.4 s after its shutdown began, by its"
                + " termination message.")
        .first()
        .asString()
        .startsWith("Connections were refused: a pod has to go on accepting for longer after");
  }

  @Test
  void anExitCodeThatTheKubeletLostIsUnknown() {
    PodEnd lost = new PodEnd(PodEnd.UNKNOWN, false, Duration.ofSeconds(3), Duration.ZERO, "");
    Report report =
        new Report(
            "web",
            "rolling update",
            REPORT.begun(),
            REPORT.loadBegan(),
            REPORT.took(),
            true,
            REPORT.settings(),
            null,
            List.of(),
            List.of(new PodHistory("web-1", List.of(), lost, List.of())),
            REPORT.results(),
            REPORT.verdict());
    assertThat(Tables.pods(report).rows().get(1)).contains("unknown").doesNotContain("-1");
  }
}
