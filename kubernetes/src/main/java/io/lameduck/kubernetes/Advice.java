package io.lameduck.kubernetes;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Configuration problems and their fixes, one line each. */
final class Advice {
  private static final String UNKNOWN = "when and why this pod ends will not be known: ";

  private Advice() {}

  /** What follows from an answer of the API. */
  static Optional<String> on(PodApi api, Answer answer, Duration gracePeriod) {
    if (answer.pod().isEmpty()) {
      return Optional.of(UNKNOWN + onStatus(api, answer.status()));
    }
    return answer
        .pod()
        .flatMap(PodState::gracePeriod)
        .filter(known -> !known.equals(gracePeriod))
        .map(known -> onGracePeriod(known, gracePeriod));
  }

  /** What follows from none. */
  static String on(IOException failure) {
    return failure instanceof NoSuchFileException
        ? UNKNOWN
            + "no service account is mounted; set automountServiceAccountToken: true, or remove"
            + " lameduck-kubernetes"
        : UNKNOWN + "no answer of the cluster's API (" + failure + ")";
  }

  private static String onStatus(PodApi api, int status) {
    return switch (status) {
      case Answer.UNAUTHORIZED, Answer.FORBIDDEN ->
          "its service account may not get pod "
              + api.pod()
              + " ("
              + status
              + "); allow it by a Role, and set POD_NAME by the downward API if that is not its name";
      case Answer.NOT_FOUND ->
          "there is no pod " + api.pod() + "; set POD_NAME to metadata.name by the downward API";
      default -> "the API of the cluster answers " + status;
    };
  }

  private static String onGracePeriod(Duration known, Duration believed) {
    return "terminationGracePeriodSeconds of this pod is "
        + known.toSeconds()
        + ", but LAMEDUCK_GRACE_PERIOD is "
        + believed.toString().substring(2).toLowerCase(Locale.ROOT)
        + "; set both alike";
  }
}
