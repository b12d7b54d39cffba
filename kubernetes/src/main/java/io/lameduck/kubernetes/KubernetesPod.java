package io.lameduck.kubernetes;

import io.lameduck.spi.Orchestrator;
import io.lameduck.spi.TerminationNotice;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The pod that this process runs in, asked about its end: when SIGKILL comes, and why. It is used
 * where it is on the class path or the module path; nobody has to name it. Its service account has
 * to be allowed to {@code get} the pod; without that, and outside a cluster, it knows nothing.
 *
 * <p>Thread-safe.
 *
 * @since 0.1.0
 */
public final class KubernetesPod implements Orchestrator {
  private static final Path SERVICE_ACCOUNT =
      Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

  /** How long the API may take; the end goes on meanwhile. */
  static final Duration LIMIT = Duration.ofSeconds(2);

  /**
   * Times the limit at the start: nobody waits, and with little CPU the client's classes load late.
   */
  private static final int PATIENCE = 8;

  private final Optional<PodApi> api;
  private final Duration limit;
  private volatile String uid = "";

  /** The pod that the environment of the process tells of. */
  public KubernetesPod() {
    this(System.getenv(), SERVICE_ACCOUNT, LIMIT);
  }

  KubernetesPod(Map<String, String> environment, Path serviceAccount, Duration limit) {
    this.api = PodApi.of(environment, new ServiceAccount(serviceAccount));
    this.limit = limit;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Says what keeps it from asking, or that the pod has another grace period.
   */
  @Override
  public List<String> advice(Duration gracePeriod) throws InterruptedException {
    Objects.requireNonNull(gracePeriod, "gracePeriod");
    return api.isEmpty() ? List.of() : advice(api.get(), gracePeriod).stream().toList();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IOException if the API does not answer in two seconds, or not as the API does
   */
  @Override
  public Optional<TerminationNotice> termination() throws IOException, InterruptedException {
    if (api.isEmpty()) {
      return Optional.empty();
    }
    try {
      Answer answer = api.get().ask(limit);
      return answer.pod().filter(this::isTheSame).map(answer::notice);
    } catch (NoSuchFileException e) { // as was said when the service started
      return Optional.empty();
    }
  }

  private Optional<String> advice(PodApi known, Duration gracePeriod) throws InterruptedException {
    try {
      Answer answer = known.ask(limit.multipliedBy(PATIENCE));
      answer.pod().ifPresent(pod -> uid = pod.uid());
      return Advice.on(known, answer, gracePeriod);
    } catch (IOException e) {
      return Optional.of(Advice.on(e));
    }
  }

  /** Another pod may have the name by now, where that of this one was deleted by force. */
  private boolean isTheSame(PodState pod) {
    return uid.isEmpty() || uid.equals(pod.uid());
  }
}
