package io.lameduck.rehearsal.cluster;

import static java.net.HttpURLConnection.HTTP_CONFLICT;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A change of an object that its controllers change as well. Where one of them was first, the API
 * answers 409 Conflict (optimistic locking): the object is then read and changed again.
 */
final class Write {
  private static final int MAX_ATTEMPTS = 20;

  private Write() {}

  /** Runs it until no other writer came between; every other failure is thrown as it is. */
  static <T> T retry(Supplier<T> readAndWrite) {
    for (int attempt = 1; ; attempt++) {
      try {
        return readAndWrite.get();
      } catch (KubernetesClientException e) {
        if (!isConflict(e) || attempt == MAX_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /** That an object exists already is a 409 as well, and stays one however often it is tried. */
  private static boolean isConflict(KubernetesClientException refused) {
    return refused.getCode() == HTTP_CONFLICT && "Conflict".equals(reason(refused.getStatus()));
  }

  private static @Nullable String reason(@Nullable Status status) {
    return status == null ? null : status.getReason();
  }
}
