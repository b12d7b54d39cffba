package io.lameduck.it.hostile;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lameduck.it.Instance;
import io.lameduck.it.Java;
import io.lameduck.it.LogFile;
import io.lameduck.rehearsal.model.PodSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One line of the table: what misbehaves, when, and what has to come of it. Unless it says
 * otherwise a victim that is ready gets SIGTERM while an innocent request is in flight, and drains.
 */
final class Row implements Callable<Void> {
  static final Duration GRACE = Duration.ofSeconds(6);

  private static final int INNOCENT_MILLIS = 1500;

  private final String name;
  private final Expected expected = new Expected();
  private final Set<Place> places = EnumSet.noneOf(Place.class);
  private final List<String> faults = new ArrayList<>();
  private final List<String> options =
      new ArrayList<>(
          List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:MaxJavaStackTraceDepth=9"));
  private UnaryOperator<PodSpec> surroundings = spec -> spec;
  private Runnable require = () -> {};
  private Class<?> program = Victim.class;
  private Consumer<Trial> start = trial -> trial.awaitProbe("/ready", 200);
  private Consumer<Trial> script =
      trial -> {
        trial.innocent(INNOCENT_MILLIS);
        trial.terminate();
      };

  private Row(String name) {
    this.name = name;
  }

  static Row of(String name) {
    return new Row(name);
  }

  String name() {
    return name;
  }

  /** Code of the user misbehaves there from the start. */
  Row with(String place, Fault fault) {
    faults.add(place + "=" + fault);
    return covering(Place.valueOf(place.substring(0, place.indexOf('/'))));
  }

  /** What misbehaves is of these kinds, and the attack says how. */
  Row covering(Place... kinds) {
    places.addAll(List.of(kinds));
    return this;
  }

  Row setting(String variable, String value) {
    return in(spec -> spec.with(variable, value));
  }

  /** An option of the JVM. */
  Row option(String option) {
    options.add(option);
    return this;
  }

  /** Run by another command, which execs the rest of its arguments. */
  Row under(String... command) {
    return in(spec -> Java.wrapped(spec, command));
  }

  private Row in(UnaryOperator<PodSpec> more) {
    UnaryOperator<PodSpec> before = surroundings;
    surroundings = spec -> more.apply(before.apply(spec));
    return this;
  }

  /** Another program is the victim. */
  Row running(Class<?> other) {
    program = other;
    return this;
  }

  /** How to know that the attack can begin; the readiness probe unless set. */
  Row once(Consumer<Trial> begun) {
    start = begun;
    return this;
  }

  Row does(Consumer<Trial> attack) {
    script = attack;
    return this;
  }

  Row exits(Integer... codes) {
    expected.codes = List.of(codes);
    return this;
  }

  /** So much is cut; nothing unless set. */
  Row cuts(int count) {
    expected.cut = count;
    return this;
  }

  Row within(double seconds) {
    expected.atMost = Duration.ofMillis(Math.round(1000 * seconds));
    return this;
  }

  /** The final message contains all of these. */
  Row says(String... texts) {
    expected.messages.addAll(Arrays.asList(texts));
    return this;
  }

  /** The log contains a line with each of these. */
  Row logs(String... texts) {
    expected.lines.addAll(Arrays.asList(texts));
    return this;
  }

  /** A line that the JVM itself may write, which prints the text of an exception as it is. */
  Row mayPrint(String line) {
    expected.ofTheJvm.add(line);
    return this;
  }

  Row neverLogs(String text) {
    expected.unwanted.add(text);
    return this;
  }

  /** Nobody can close what the service has opened. */
  Row leavesAllOpen() {
    expected.closed = false;
    return this;
  }

  /** Nobody can leave a final message. */
  Row leavesNoMessage() {
    expected.message = false;
    return this;
  }

  /** It is skipped where that cannot be had. */
  Row provided(BooleanSupplier possible, String otherwise) {
    require = () -> assumeTrue(possible, otherwise);
    return this;
  }

  /** Where the JVM itself had no memory to hand over the signal, only SIGKILL ends the process. */
  Row unlessSignalDropped() {
    expected.mayLoseSignal = true;
    return this;
  }

  /** Whether an implementation of this type misbehaves in it. */
  boolean covers(String type) {
    return places.stream()
        .map(Place::type)
        .anyMatch(covered -> covered != null && covered.getName().equals(type));
  }

  /** Starts a victim, attacks it, and waits for its end. */
  @Override
  public @Nullable Void call() throws IOException, InterruptedException {
    require.run();
    try (LogFile log = LogFile.create(HostileIT.class.getName() + "." + fileName());
        Instance instance = Instance.start(spec(), line -> log.line("victim", line))) {
      Trial trial = new Trial(instance);
      start.accept(trial);
      script.accept(trial);
      expected.check(trial.end());
    }
    return null;
  }

  private String fileName() {
    return name.replaceAll("[^A-Za-z0-9]+", "-");
  }

  private PodSpec spec() {
    PodSpec spec =
        Java.main("victim", program, faults.toArray(String[]::new))
            .withGracePeriod(GRACE)
            .with("LAMEDUCK_GRACE_PERIOD", "6s")
            .with("LAMEDUCK_EXIT_MARGIN", "1s")
            .with("LAMEDUCK_CLOSE_RESERVE", "1s")
            .with("LAMEDUCK_PROPAGATION_DELAY", "500ms")
            .with("LAMEDUCK_PROPAGATION_MAX", "2s")
            .with("LAMEDUCK_QUIET_PERIOD", "200ms")
            .with("LAMEDUCK_IDLE_LINGER", "300ms")
            .with("LAMEDUCK_PROBE_PORT", "{port:" + Trial.PROBES + "}");
    for (String option : options) {
      spec = Java.withOption(option, spec);
    }
    return surroundings.apply(Java.wrapped(spec, "env", "--default-signal=INT,TERM,HUP"));
  }
}
