package io.lameduck.rehearsal.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.rehearsal.model.Report;
import io.lameduck.rehearsal.report.Figures.Figure;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is where on the page, and how large. */
class PageTest {
  @Test
  void onFailureTheAdviceComesBeforeThePicture() {
    String failed = HtmlReport.of(Reports.failed());
    assertThat(failed.indexOf("Connections were refused"))
        .isPositive()
        .isLessThan(failed.indexOf("<svg"));
    String passed = HtmlReport.of(Reports.passed());
    assertThat(passed.indexOf("New connections came to deleted pods"))
        .isGreaterThan(passed.indexOf("<svg"));
  }

  @Nested
  class TheFigures {
    @Test
    void areSix() {
      assertThat(Figures.of(Reports.passed()))
          .containsExactly(
              new Figure("requests", "100", "", false),
              new Figure("failed", "0", "", false),
              new Figure("p99", "20.0 ms", "kept-alive", false),
              new Figure("cold start", "×\u200912.5", "50.0 ms, steady 4.0 ms", false),
              new Figure("last late connection", "+1.6 s", "web-1, after its deletion", false),
              new Figure("slowest exit", "6.2 s", "web-1, after its deletion", false));
    }

    @Test
    void areBadWhereTheyAreTheReason() {
      assertThat(Figures.of(Reports.failed()))
          .contains(new Figure("failed", "8", "refused 7, eof-on-new 1", true));
      assertThat(Figures.of(Reports.tolerant()))
          .contains(new Figure("failed", "8", "tolerated", false));
      assertThat(Figures.of(Reports.killed()))
          .contains(new Figure("slowest exit", "30.0 s", "web-1, killed", true))
          .contains(new Figure("last late connection", "–", "none came", false));
    }
  }

  @Nested
  class TheBars {
    @Test
    void areAsHighAsThereAreRequests() {
      assertThat(failedHeight(100)).isGreaterThan(30);
      assertThat(failedHeight(1)).isBetween(2.0, 18.0);
      assertThat(HtmlReport.of(Reports.withRefused(1))).contains(">✕ 1</text>");
      assertThat(HtmlReport.of(Reports.withRefused(1234))).contains(">✕ 1,234</text>");
    }

    @Test
    void areLabelledWithTheirPeak() {
      assertThat(HtmlReport.of(Reports.passed())).contains(">peak 20 req/s</text>");
      assertThat(HtmlReport.of(Reports.withRefused(98))).contains(">peak 1,000 req/s</text>");
    }

    private static double failedHeight(int count) {
      List<MatchResult> found =
          Pattern.compile("<rect class=\"failed\".* height=\"([0-9.]+)\"")
              .matcher(HtmlReport.of(Reports.withRefused(count)))
              .results()
              .toList();
      assertThat(found).hasSize(1);
      return Double.parseDouble(found.get(0).group(1));
    }
  }

  @Nested
  class TheLegend {
    @Test
    void namesWhatOccursAndNothingElse() {
      assertThat(legend(Reports.passed()))
          .contains("ready", "lame duck", "draining", "share of the clients", "requests answered")
          .doesNotContain("preStop", "killed", "not ready", "failed");
      assertThat(legend(Reports.failed())).contains("failed").doesNotContain("lame duck");
    }

    private static String legend(Report report) {
      String page = HtmlReport.of(report);
      int from = page.indexOf("class=\"legend\"");
      return page.substring(from, page.indexOf("</p>", from));
    }
  }

  @Nested
  class ThePhases {
    @Test
    void areNamedInsideWhereThereIsRoomAndBelowWhereThereIsNot() {
      String page = HtmlReport.of(Reports.passed());
      assertThat(page)
          .contains("on-lame-duck\"")
          .contains(">lame-duck 5.0 s</text>")
          .contains("class=\"leader\"")
          .contains(">exiting</text>");
    }

    @Test
    void beforeTheLoadAreOnlySaidToHaveTakenSoLong() {
      assertThat(HtmlReport.of(Reports.passed()))
          .contains(">start-up</text>")
          .contains("ready 1.0 s after its start, before the clients began to ask");
    }
  }
}
