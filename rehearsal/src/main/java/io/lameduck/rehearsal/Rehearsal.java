package io.lameduck.rehearsal;

import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.Clients;
import io.lameduck.rehearsal.model.PodSpec;
import io.lameduck.rehearsal.model.Propagation;
import io.lameduck.rehearsal.model.ProxyKind;
import io.lameduck.rehearsal.model.Scenario;
import io.lameduck.rehearsal.verdict.MinRequests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Rehearses what happens to a service in a cluster, as processes of this machine, under load:
 *
 * <pre>{@code
 * Rehearsal.of(service).replicas(3).rollingUpdate().assertPassed();
 * }</pre>
 *
 * <p>Every method that begins a scenario blocks until it is over, load included, and leaves no
 * process behind. It throws {@link io.lameduck.rehearsal.model.StartFailed} if a pod does not get
 * ready, and {@link RehearsalRefused} if the clients' first requests are already answered badly, or
 * if the manifest makes it impossible to pass. Not thread-safe.
 */
public final class Rehearsal {
  private final PodSpec service;
  private final @Nullable ManifestSource manifest;
  private int replicas = 2;
  private Availability availability = Availability.DEFAULT;
  private List<Clients> clients =
      List.of(
          Clients.of(ClientKind.KEPT_ALIVE, 10),
          Clients.of(ClientKind.IDLE, 10),
          Clients.of(ClientKind.FRESH, 5));
  private Propagation propagation =
      Propagation.fixed(Duration.ofMillis(1500)).withTail(Duration.ofSeconds(4), 5);
  private long seed = 1;
  private @Nullable Duration warmUp;
  private long minRequests;
  private boolean endsAtFirstFailure;
  private final List<Consumer<? super RehearsalResult>> receivers = new ArrayList<>();
  private ColdStartRule coldStartRule = ColdStartRule.NONE;
  private boolean tls;
  private @Nullable ProxyKind proxy;
  private RehearsalListener listener = new RehearsalListener() {};

  private Rehearsal(PodSpec service, @Nullable ManifestSource manifest) {
    this.service = service;
    this.manifest = manifest;
  }

  static void check(boolean good, String what, Object value, String expected) {
    if (!good) {
      throw new IllegalArgumentException(what + ": " + value + " (expected: " + expected + ")");
    }
  }

  /** Of this service: two pods, three kinds of clients that ask for {@code /}. */
  public static Rehearsal of(PodSpec service) {
    return new Rehearsal(service, null);
  }

  /**
   * Of the first Deployment, StatefulSet or Pod in a file: its first container, with probes, ports,
   * environment, preStop hook and grace period, and its replicas, {@code minReadySeconds} and
   * strategy. What makes an update without a failed request impossible is refused before a pod
   * starts; warnings go to the listener.
   *
   * @param command what runs in place of the image; if empty, the manifest's own
   * @throws RehearsalRefused if the file cannot be used
   */
  public static Rehearsal of(Path manifest, List<String> command) {
    return of(manifest, command, UnaryOperator.identity());
  }

  /** The same with a change of what the manifest says, such as one more variable. */
  public static Rehearsal of(Path manifest, List<String> command, UnaryOperator<PodSpec> change) {
    ManifestSource source = ManifestSource.read(manifest, command, change);
    return new Rehearsal(source.service(), source)
        .replicas(source.replicas())
        .minReady(source.minReady());
  }

  /** How many pods there are at the start; 2 unless set. */
  public Rehearsal replicas(int count) {
    check(count >= 1, "replicas", count, ">= 1");
    this.replicas = count;
    return this;
  }

  /** How long a new pod has to be ready before it counts; not at all unless set. */
  public Rehearsal minReady(Duration duration) {
    this.availability = new Availability(duration, availability.atMost());
    return this;
  }

  /** How long to wait for a pod to get ready before giving up; 60 s unless set. */
  public Rehearsal startTimeout(Duration duration) {
    this.availability = new Availability(availability.minReady(), duration);
    return this;
  }

  /** Replaces the usual clients: 10 kept-alive, 10 idle and 5 fresh ones. */
  public Rehearsal clients(List<Clients> who) {
    this.clients = List.copyOf(who);
    return this;
  }

  /**
   * All clients ask over TLS. No certificate is verified; probes are what the pod's specification
   * says.
   */
  public Rehearsal tls() {
    this.tls = true;
    return this;
  }

  /**
   * Puts a proxy of the rehearsal's own between the clients and the pods. The proxy learns of every
   * change after the usual propagation. It may retry a failed request on another pod: clients do
   * not see every failure.
   */
  public Rehearsal through(ProxyKind kind) {
    this.proxy = kind;
    return this;
  }

  /** How late clients learn of changes; 1.5 s, every fifth 4 s, unless set. */
  public Rehearsal propagation(Propagation how) {
    this.propagation = how;
    return this;
  }

  /** Seeds the random pauses and choices of the clients; 1 unless set. */
  public Rehearsal seed(long number) {
    this.seed = number;
    return this;
  }

  /**
   * How long the clients ask before the scenario begins; the longest mean pause of the clients plus
   * 2 s unless set.
   */
  public Rehearsal warmUp(Duration duration) {
    check(!duration.isNegative(), "warmUp", duration, ">= 0");
    this.warmUp = duration;
    return this;
  }

  /**
   * Goes on after the scenario until so many requests were made. The rehearsal fails if no request
   * ends for a minute meanwhile, and is refused if no answer has an end.
   */
  public Rehearsal atLeast(long requests) {
    check(requests >= 0, "requests", requests, ">= 0");
    this.minRequests = requests;
    return this;
  }

  /**
   * Ends the scenario, and kills its pods, as soon as a request fails in a way the scenario does
   * not tolerate: where it is enough to know that one does. What would have come later is not in
   * the report.
   */
  public Rehearsal endAtFirstFailure() {
    this.endsAtFirstFailure = true;
    return this;
  }

  /**
   * Fails the rehearsal if the 99th percentile of the first 1,000 requests to each new pod is more
   * than so many times that of the steady state, or if there are too few requests to tell. Without
   * a limit unless set. What is compared with what: {@link io.lameduck.rehearsal.model.ColdStarts}.
   *
   * @throws IllegalArgumentException if the ratio is less than 1 or not a number
   */
  public Rehearsal maxColdStartRatio(double ratio) {
    this.coldStartRule = new ColdStartRule(ratio);
    return this;
  }

  /**
   * Writes the report into this folder, too. If that fails, the method that began the scenario
   * throws {@link UncheckedIOException}.
   */
  public Rehearsal reportTo(Path folder) {
    return reportTo(result -> write(result, folder));
  }

  /**
   * Adds a receiver of the result, such as {@link AttachReports}. It is called on the thread that
   * began the scenario; what it throws is thrown there.
   */
  public Rehearsal reportTo(Consumer<? super RehearsalResult> receiver) {
    receivers.add(receiver);
    return this;
  }

  private static void write(RehearsalResult result, Path folder) {
    try {
      result.writeTo(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("the report could not be written to " + folder, e);
    }
  }

  /** Replaces the listener that is told what goes on; nobody is told unless set. */
  public Rehearsal listener(RehearsalListener who) {
    this.listener = who;
    return this;
  }

  /** One pod more at a time, none less; of a manifest, as its strategy says. */
  public RehearsalResult rollingUpdate() throws InterruptedException {
    return run(manifest == null ? Scenario.rollingUpdate() : manifest.rollingUpdate(replicas));
  }

  /** Half of the pods go. */
  public RehearsalResult scaleDown() throws InterruptedException {
    return run(Scenario.scaleDown(Math.max(1, replicas / 2)));
  }

  /** All pods go at once, new ones are started afterwards: {@link Scenario#recreate}. */
  public RehearsalResult recreate() throws InterruptedException {
    return run(Scenario.recreate());
  }

  /** One more pod is deleted before it is ready: {@link Scenario#killDuringStart}. */
  public RehearsalResult killDuringStart() throws InterruptedException {
    return run(Scenario.killDuringStart());
  }

  /** One pod loses its dependency for a while: {@link Scenario#dependencyOutage}. */
  public RehearsalResult dependencyOutage() throws InterruptedException {
    return run(Scenario.dependencyOutage());
  }

  /** A terminating pod gets SIGTERM again: {@link Scenario#secondSigterm}. */
  public RehearsalResult secondSigterm() throws InterruptedException {
    return run(Scenario.secondSigterm());
  }

  /** Half of the pods run on the node. */
  public RehearsalResult drainNode() throws InterruptedException {
    return run(Scenario.drainNode(Math.max(1, replicas / 2)));
  }

  /** Plays any scenario. */
  public RehearsalResult run(Scenario scenario) throws InterruptedException {
    if (manifest != null) {
      manifest.preflight(replicas).forEach(listener::step);
    }
    Plan plan =
        new Plan(
            service,
            replicas,
            availability,
            tls ? clients.stream().map(Clients::overTls).toList() : clients,
            propagation,
            seed,
            warmUp == null ? Plan.untilConnected(clients) : warmUp,
            MinRequests.of(minRequests, clients),
            endsAtFirstFailure,
            coldStartRule,
            proxy);
    try (RehearsalRun run = new RehearsalRun(plan, listener)) {
      RehearsalResult result = new RehearsalResult(run.play(scenario));
      receivers.forEach(receiver -> receiver.accept(result));
      return result;
    }
  }
}
