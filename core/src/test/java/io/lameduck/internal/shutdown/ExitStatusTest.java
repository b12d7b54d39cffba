package io.lameduck.internal.shutdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.ExitCodes;
import io.lameduck.Outcome;
import io.lameduck.Trigger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ExitStatusTest {
  @ParameterizedTest
  @EnumSource(names = "FATAL_ERROR", mode = EnumSource.Mode.EXCLUDE)
  void ofAServerTellOnlyWhetherItDrained(Trigger trigger) {
    assertThat(ExitStatus.of(ExitCodes.SERVER, Outcome.DRAINED, trigger)).isZero();
    assertThat(ExitStatus.of(ExitCodes.SERVER, Outcome.CUT, trigger)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "SIGTERM, 143, 143",
    "STOP_SIGNAL, 143, 143",
    "SIGINT, 143, 143",
    "PRESTOP, 143, 143",
    "SHUTDOWN, 0, 1",
    "STOP, 0, 1",
    "EXIT, 0, 1"
  })
  void ofAJobNeverCallAnInterruptedOneDone(Trigger trigger, int drained, int cut) {
    assertThat(ExitStatus.of(ExitCodes.JOB, Outcome.DRAINED, trigger)).isEqualTo(drained);
    assertThat(ExitStatus.of(ExitCodes.JOB, Outcome.CUT, trigger)).isEqualTo(cut);
  }

  @ParameterizedTest
  @EnumSource
  void callAFatalErrorAFailureHoweverWellItDrained(ExitCodes codes) {
    assertThat(ExitStatus.of(codes, Outcome.DRAINED, Trigger.FATAL_ERROR)).isEqualTo(1);
    assertThat(ExitStatus.of(codes, Outcome.CUT, Trigger.FATAL_ERROR)).isEqualTo(1);
  }
}
