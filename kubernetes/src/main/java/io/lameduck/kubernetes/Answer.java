package io.lameduck.kubernetes;

import io.lameduck.spi.TerminationNotice;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * What the API answers when it is asked for the pod.
 *
 * @param pod empty if it may not be read or there is none
 * @param date when it was answered, by the clock that the pod's times are of
 * @param begun when the pod began to ask, by {@link System#nanoTime}
 */
record Answer(int status, Optional<PodState> pod, Optional<Instant> date, long begun) {
  private static final int OK = 200;
  static final int UNAUTHORIZED = 401;
  static final int FORBIDDEN = 403;
  static final int NOT_FOUND = 404;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;

  /** Both times of the difference are cut to the second. */
  private static final Duration PRECISION = Duration.ofSeconds(1);

  /** A process that lives on so long after the time is not killed by it: its kubelet was late. */
  private static final Duration LATE = Duration.ofSeconds(-3);

  /** The pod exists on: its kubelet alone ends it, or restarts its container. */
  private static final String NOT_DELETED = "NotDeleted";

  /**
   * Reads a response.
   *
   * @throws IOException if the API is overloaded or broken, or it is not the API that answers
   */
  static Answer of(HttpResponse<byte[]> response, long begun) throws IOException {
    int status = response.statusCode();
    if (status >= SERVER_ERROR || status == TOO_MANY_REQUESTS) {
      throw new IOException("the API answers " + status);
    }
    Optional<PodState> pod =
        status == OK ? Optional.of(PodJson.read(response.body())) : Optional.empty();
    return new Answer(status, pod, date(response.headers()), begun);
  }

  boolean isUnauthorized() {
    return status == UNAUTHORIZED;
  }

  /** What this pod tells of its end. */
  TerminationNotice notice(PodState state) {
    boolean stays = state.deletion().isEmpty() && state.disruption().isEmpty();
    String reason = stays ? NOT_DELETED : state.disruption();
    return new TerminationNotice(reason, left(state), PRECISION);
  }

  /**
   * A kubelet counts the whole grace period from its signal, whenever it learns of the deletion
   * ({@code killContainer} in its {@code kuberuntime_container.go}). A hook spends some of it
   * first, and then only the timestamp tells how much.
   */
  private Optional<Duration> left(PodState state) {
    if (state.deletion().isEmpty()) {
      return Optional.empty();
    }
    Optional<Duration> byClock =
        state.hooked() ? byClock(state.deletion().get()) : Optional.empty();
    Optional<Duration> max = state.deletionGrace();
    return state.hooked()
        ? byClock
            .map(left -> max.filter(grace -> grace.compareTo(left) < 0).orElse(left))
            .map(this::now)
        : max.map(this::now);
  }

  /** The clock of this machine has no part in it. */
  private Optional<Duration> byClock(Instant deletion) {
    return date.map(now -> Duration.between(now, deletion))
        .filter(left -> left.compareTo(LATE) >= 0);
  }

  /** What the answer took is gone. */
  private Duration now(Duration left) {
    Duration now = left.minusNanos(System.nanoTime() - begun);
    return now.isNegative() ? Duration.ZERO : now;
  }

  private static Optional<Instant> date(HttpHeaders headers) {
    return headers.firstValue("Date").flatMap(Answer::parsed);
  }

  private static Optional<Instant> parsed(String date) {
    try {
      return Optional.of(
          ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty(); // then the time that is left is not known
    }
  }
}
