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
 * @param asked when it was asked, by {@link System#nanoTime}
 */
record Answer(int status, Optional<PodState> pod, Optional<Instant> date, long asked) {
  private static final int OK = 200;
  static final int UNAUTHORIZED = 401;
  static final int FORBIDDEN = 403;
  static final int NOT_FOUND = 404;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;

  /** Both times of the difference are cut to the second. */
  private static final Duration PRECISION = Duration.ofSeconds(1);

  /** The pod exists on: its kubelet alone ends it, or restarts its container. */
  private static final String NOT_DELETED = "NotDeleted";

  /**
   * Reads a response.
   *
   * @throws IOException if the API is overloaded or broken, or it is not the API that answers
   */
  static Answer of(HttpResponse<byte[]> response, long asked) throws IOException {
    int status = response.statusCode();
    if (status >= SERVER_ERROR || status == TOO_MANY_REQUESTS) {
      throw new IOException("the API answers " + status);
    }
    Optional<PodState> pod =
        status == OK ? Optional.of(PodJson.read(response.body())) : Optional.empty();
    return new Answer(status, pod, date(response.headers()), asked);
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

  /** The clock of this machine has no part in it; what the answer took is gone. */
  private Optional<Duration> left(PodState state) {
    if (state.deletion().isEmpty() || date.isEmpty()) {
      return Optional.empty();
    }
    Duration left = Duration.between(date.get(), state.deletion().get());
    Duration most = state.deletionGrace().orElse(left); // API servers' clocks may differ
    Duration now = (left.compareTo(most) < 0 ? left : most).minusNanos(System.nanoTime() - asked);
    return Optional.of(now.isNegative() ? Duration.ZERO : now);
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
