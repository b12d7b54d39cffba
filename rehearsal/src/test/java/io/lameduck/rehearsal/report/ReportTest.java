package io.lameduck.rehearsal.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lameduck.rehearsal.RehearsalResult;
import io.lameduck.rehearsal.model.Report;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {
  @Nested
  class TheVerdictIsOneLine {
    @Test
    void ofAPass() {
      assertThat(Headline.of(Reports.passed()))
          .isEqualTo(
              "PASSED: rolling update of web: 100 requests, none failed. 1 pod terminated, the"
                  + " slowest in 6.2 s after its deletion.");
    }

    @Test
    void ofAPassWithFailuresThatWereToBeExpected() {
      assertThat(Headline.of(Reports.tolerant()))
          .startsWith(
              "PASSED: rolling update of web: 100 requests, 8 failures tolerated (refused 7,"
                  + " eof-on-new 1). 1 pod");
    }

    @Test
    void ofAFailure() {
      assertThat(Headline.of(Reports.failed()))
          .isEqualTo(
              "FAILED: rolling update of web: 8 of 100 requests failed. 1 pod terminated, the"
                  + " slowest in 0.1 s after its deletion.");
    }

    @Test
    void ofOneThatEndedAtItsFirstFailure() {
      assertThat(Headline.of(Reports.endedAtFirstFailure()))
          .startsWith(
              "FAILED: rolling update of web: 1 of 100 requests failed. Ended at the first"
                  + " failure. 1 pod terminated");
    }
  }

  @Nested
  class AnAssertion {
    @Test
    void passesWhereTheRehearsalDid() {
      RehearsalResult result = new RehearsalResult(Reports.passed());
      assertThat(result.assertPassed()).isSameAs(result);
    }

    @Test
    void tellsAllThatIsNeededWhereItDidNot() {
      assertThatThrownBy(() -> new RehearsalResult(Reports.failed()).assertPassed())
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("8 of 100 requests failed.")
          .hasMessageContaining("8.5 s kept-alive refused: Connection refused")
          .hasMessageContaining("FAILED: rolling update of web");
    }
  }

  @Nested
  class TheText {
    @Test
    void fitsATerminal() {
      assertThat(TextReport.of(Reports.failed()).lines())
          .allSatisfy(line -> assertThat(line).hasSizeLessThan(101));
      assertThat(TextReport.of(Reports.passed()).lines())
          .allSatisfy(line -> assertThat(line).hasSizeLessThan(101));
    }

    @Test
    void hasATableOfClientsAndOneOfPods() {
      assertThat(TextReport.of(Reports.passed()))
          .contains("clients     requests  failed  median     99 %    max  failures")
          .contains("kept-alive       100       0  1.0 ms  20.0 ms  1.2 s")
          .contains("web-1       100       0         0    +1.6 s       6.2 s     0");
    }

    @Test
    void separatesThousands() {
      assertThat(TextReport.of(Crowd.of(10)))
          .containsPattern("kept-alive +[0-9]+,[0-9]{3} +120 ")
          .doesNotContainPattern("[0-9]{4}");
    }

    @Test
    void hasTheLatencyOfNewPods() {
      assertThat(TextReport.of(Reports.passed()))
          .contains("first 1,000  requests  median     99 %  steady median  steady 99 %  ratio")
          .contains("web-1           1,000  2.0 ms  12.0 ms         1.0 ms       4.0 ms    3.0")
          .contains("new pods        1,200  3.0 ms  50.0 ms         1.0 ms       4.0 ms   12.5");
    }

    @Test
    void hasTheTerminationMessage() {
      assertThat(TextReport.of(Reports.passed()).replace('\n', ' '))
          .contains("web-1 left: " + Reports.MESSAGE);
    }
  }

  @Nested
  class TheAdvice {
    @Test
    void saysHowLateConnectionsCameAndWhatTheDelayCost() {
      assertThat(Advice.of(Reports.passed()))
          .contains(
              "New connections came to deleted pods until 1.6 s after the deletion (half of them by"
                  + " 0.8 s, 90 % by 1.6 s, 99 % by 1.6 s): serving them that long would have been"
                  + " enough.",
              "web-1 was gone 6.2 s after its deletion, 5.0 s of them as a lame duck, 4.6 s after"
                  + " the last new connection.");
    }

    @Test
    void saysHowLongTheDelayHadToBeWhereConnectionsWereRefused() {
      assertThat(Advice.of(Reports.failed()))
          .anySatisfy(
              sentence ->
                  assertThat(sentence)
                      .startsWith("Connections were refused")
                      .contains("at least 1.6 s")
                      .contains("preStop sleep"))
          .anySatisfy(sentence -> assertThat(sentence).contains("exited with 143"));
    }

    @Test
    void saysThatClientsTriedToConnectWhenThePodWasGone() {
      assertThat(Advice.of(Reports.failed()))
          .contains(
              "web-1 was gone 0.1 s after its deletion, 1.5 s before the last client tried to"
                  + " connect.");
    }

    @Test
    void saysWhatTheDelayCostOfTheSlowestOfManyPods() {
      assertThat(Advice.of(Crowd.of(4)))
          .filteredOn(sentence -> sentence.contains("was gone"))
          .singleElement()
          .asString()
          .startsWith("orders-of-a-long-name-1 was gone 6.9 s");
      assertThat(Advice.of(Crowd.of(3)))
          .filteredOn(sentence -> sentence.contains("was gone"))
          .hasSize(3);
    }

    /** Those that came until then say nothing of those that would have come. */
    @Test
    void saysNothingOfADelayWhereTheRehearsalEndedAtItsFirstFailure() {
      assertThat(Advice.of(Reports.endedAtFirstFailure()))
          .containsExactly(
              "How late clients come was not found out: the rehearsal ended at its first"
                  + " failure.");
    }

    @Test
    void saysThatAPodEndedWithItsSecondSigterm() {
      assertThat(Advice.of(Reports.signalledTwice(0.4)))
          .anySatisfy(
              sentence ->
                  assertThat(sentence)
                      .startsWith("web-1 was gone 0.4 s after its second SIGTERM."));
      assertThat(Advice.of(Reports.signalledTwice(0.6)))
          .noneSatisfy(sentence -> assertThat(sentence).contains("second SIGTERM"));
    }

    @Test
    void saysThatAPodWasKilled() {
      assertThat(Advice.of(Reports.killed()))
          .contains("No new connection came to a pod after its deletion.")
          .anySatisfy(sentence -> assertThat(sentence).contains("did not end within its grace"));
    }
  }

  @Test
  void theJsonHasTheNumbersForPrograms() {
    JsonNode json = JsonMapper.builder().build().readTree(JsonReport.of(Reports.failed()));
    assertThat(json.get("verdict").asString()).isEqualTo("failed");
    assertThat(json.get("complete").asBoolean()).isTrue();
    assertThat(json.get("requests").asInt()).isEqualTo(100);
    assertThat(json.at("/clients/kept-alive/failures/refused").asInt()).isEqualTo(7);
    assertThat(json.at("/clients/kept-alive/latencyP99Seconds").asDouble()).isEqualTo(0.02);
    assertThat(json.at("/pods/0/end/exitCode").asInt()).isEqualTo(143);
    assertThat(json.at("/pods/0/lateConnections/lastSeconds").asDouble()).isEqualTo(1.6);
    assertThat(json.at("/pods/0/events/2/event").asString()).isEqualTo("deleted");
    assertThat(json.at("/firstFailures/0/failure").asString()).isEqualTo("refused");
    assertThat(json.at("/timeline/sliceSeconds").asDouble()).isEqualTo(0.05);
    assertThat(json.at("/timeline/tracks/0/failed/170").asInt()).isEqualTo(8);
    assertThat(json.at("/settings/seed").asString()).isEqualTo("1");
    assertThat(json.at("/coldStart/p99Ratio").asDouble()).isEqualTo(12.5);
    assertThat(json.at("/coldStart/steadyP99Seconds").asDouble()).isEqualTo(0.004);
    assertThat(json.at("/pods/0/coldStart/firstRequests").asInt()).isEqualTo(1000);
    assertThat(json.at("/endpoints/2/added").asBoolean()).isFalse();
    assertThat(json.at("/propagation/tailEvery").asInt()).isEqualTo(5);
  }

  /** In place of a number that nothing was divided by. */
  @Test
  void withoutASteadyStateThereIsNoRatio() {
    Report report = Reports.withoutSteadyState();
    JsonNode coldStart =
        JsonMapper.builder().build().readTree(JsonReport.of(report)).get("coldStart");
    assertThat(coldStart.propertyNames())
        .containsExactly(
            "conclusive",
            "firstRequests",
            "firstMedianSeconds",
            "firstP99Seconds",
            "firstMaxSeconds",
            "steadyRequests");
    assertThat(TextReport.of(report)).contains("12.0 ms", "too few").doesNotContain("12,000,000");
    assertThat(HtmlReport.of(report)).contains("too few").doesNotContain("12,000,000", "Infinity");
  }

  @Test
  void theJsonSaysThatTheRehearsalEndedAtItsFirstFailure() {
    JsonNode json =
        JsonMapper.builder().build().readTree(JsonReport.of(Reports.endedAtFirstFailure()));
    assertThat(json.get("complete").asBoolean()).isFalse();
  }

  @Nested
  class ThePage {
    @Test
    void saysThatTheRehearsalEndedAtItsFirstFailure() {
      assertThat(HtmlReport.of(Reports.endedAtFirstFailure()))
          .contains("Ended at the first failure.</p>");
      assertThat(HtmlReport.of(Reports.failed())).doesNotContain("Ended at the first failure.");
    }

    @Test
    void holdsNothingThatAServiceCouldHaveSmuggledIn() {
      String page = HtmlReport.of(Reports.hostile());
      assertThat(page).doesNotContain("<script").contains("&lt;script&gt;alert(&#39;&quot;&amp;");
    }

    @Test
    void asksForNothingOutsideItself() {
      assertThat(HtmlReport.of(Reports.failed()))
          .contains("default-src &#39;none&#39;")
          .doesNotContain("http://", "https://", "url(", "src=");
    }

    @Test
    void hasAMarkForEveryFailureHoweverFew() {
      assertThat(HtmlReport.of(Reports.failed())).contains("8 failed at 8.5 s");
      assertThat(HtmlReport.of(Reports.passed())).doesNotContain("failed at");
    }

    @Test
    void showsThePhasesTheServiceToldOf() {
      assertThat(HtmlReport.of(Reports.passed()))
          .contains("lame-duck 5.0 s (quiet), from 8.0 s")
          .contains("draining 1.0 s (drained), from 13.0 s")
          .contains("last new connection +1.6 s");
    }

    @Test
    void goesOnWithThemWhenSigtermComesAgain() {
      assertThat(HtmlReport.of(Reports.signalledTwice(5)))
          .contains("SIGTERM again")
          .contains("lame-duck 5.0 s (quiet), from 8.0 s")
          .contains("draining 1.0 s (drained), from 13.0 s");
    }

    @Test
    void showsHowManyClientsKnewAPod() {
      assertThat(HtmlReport.of(Reports.passed()))
          .contains("100 % of the clients know it")
          .contains("20 % of the clients know it");
    }
  }

  @Test
  void allThreeFilesAreWritten(@TempDir Path folder) throws IOException {
    Path fresh = folder.resolve("a/b");
    ReportFormats.write(Reports.passed(), fresh);
    assertThat(fresh)
        .isDirectoryContaining("glob:**/report.html")
        .isDirectoryContaining("glob:**/report.json")
        .isDirectoryContaining("glob:**/report.txt");
  }
}
