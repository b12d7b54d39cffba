package io.lameduck.rehearsal.clients;

import io.lameduck.rehearsal.load.Load;
import io.lameduck.rehearsal.model.Results;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Asks until it is stopped, with clients that never try again, and counts what fails. It is a
 * client itself: nobody routes to it, so it has nothing to drain.
 *
 * @param resultsPort where the score is served as JSON; 0 is nowhere
 * @param terminationLog where the last score goes, if there is such a file
 * @param linger how long to stay after the last line: the log of a pod is gone with it
 */
public record ClientsProcess(Asking asking, int resultsPort, Path terminationLog, Duration linger) {
  /**
   * Runs until the latch is open.
   *
   * @return the last score
   */
  public Score run(PrintStream out, CountDownLatch stop) throws IOException, InterruptedException {
    ScoreLog log = new ScoreLog(out, Clock.systemUTC());
    asking.awaitAnswers(log);
    Instant begun = Instant.now();
    try (Load load = asking.start()) {
      if (resultsPort > 0) {
        ResultsPage.serve(resultsPort, load);
      }
      while (!stop.await(1, TimeUnit.SECONDS)) {
        log.score(load.results());
      }
      return end(out, log, begun, load.stop());
    }
  }

  private Score end(PrintStream out, ScoreLog log, Instant begun, Results results)
      throws IOException, InterruptedException {
    Score score = Score.of(results);
    log.score(results);
    if (Files.exists(terminationLog)) {
      Files.writeString(terminationLog, score.toString(), StandardOpenOption.TRUNCATE_EXISTING);
    }
    out.println(new Observed(begun, results).line());
    out.flush();
    Thread.sleep(linger.toMillis());
    return score;
  }
}
