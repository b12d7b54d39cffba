package io.lameduck.rehearsal.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.rehearsal.model.Report;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordedReportTest {
  private static final List<Report> REPORTS =
      List.of(Reports.passed(), Reports.failed(), Reports.withoutSteadyState(), Crowd.of(3));

  @Test
  void theJsonTellsAllThatThePictureShows() {
    for (Report report : REPORTS) {
      Report read = RecordedReport.of(JsonReport.of(report));
      assertThat(JsonReport.of(read)).isEqualTo(JsonReport.of(report));
      assertThat(TimelineDrawing.of(read).toString())
          .isEqualTo(TimelineDrawing.of(report).toString());
    }
  }
}
