package io.lameduck;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ExitCodesTest {
  private static int status(ExitCodes codes, Outcome outcome, Trigger trigger) {
    return codes.status(outcome, ShutdownCause.of(trigger));
  }

  @ParameterizedTest
  @EnumSource(names = "FATAL_ERROR", mode = EnumSource.Mode.EXCLUDE)
  void ofAServerTellOnlyWhetherItDrained(Trigger trigger) {
    assertThat(status(ExitCodes.SERVER, Outcome.DRAINED, trigger)).isZero();
    assertThat(status(ExitCodes.SERVER, Outcome.CUT, trigger)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "SIGTERM, 143, 143",
    "SIGINT, 143, 143",
    "PRESTOP, 143, 143",
    "SHUTDOWN, 0, 1",
    "CLOSE, 0, 1",
    "EXIT, 0, 1"
  })
  void ofAJobNeverCallAnInterruptedOneDone(Trigger trigger, int drained, int cut) {
    assertThat(status(ExitCodes.JOB, Outcome.DRAINED, trigger)).isEqualTo(drained);
    assertThat(status(ExitCodes.JOB, Outcome.CUT, trigger)).isEqualTo(cut);
  }

  @ParameterizedTest
  @EnumSource
  void callAFatalErrorAFailureHoweverWellItDrained(ExitCodes codes) {
    assertThat(status(codes, Outcome.DRAINED, Trigger.FATAL_ERROR)).isEqualTo(1);
    assertThat(status(codes, Outcome.CUT, Trigger.FATAL_ERROR)).isEqualTo(1);
  }
}
