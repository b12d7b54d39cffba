package io.lameduck.it.hostile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What has to come of a {@link Row}. Most of it is the same for all. */
final class Expected {
  /** A call of the user's code may hang, and on these threads hangs the end of the process. */
  private static final Pattern NEVER_FOREIGN =
      Pattern.compile("SIG\\w+ handler|lameduck-(watchdog|shutdown|exit-hook)");

  private static final Pattern INJECTED = Pattern.compile("^FAKE|[\\p{Cntrl}&&[^\\t]]");

  /** What HotSpot writes when its thread cannot call the handler of a signal. */
  private static final String DROPPED_BY_THE_JVM = "occurred dispatching signal SIGTERM to handler";

  private static final List<String> PHASES =
      List.of(
          "LISTENER/READY",
          "LISTENER/LAME_DUCK",
          "LISTENER/DRAINING",
          "LISTENER/CLOSING",
          "LISTENER/TERMINATED");

  List<Integer> codes = List.of(0);
  int cut;
  Duration atMost = Row.GRACE;
  final List<String> messages = new ArrayList<>();
  final List<String> lines = new ArrayList<>();
  final List<String> unwanted = new ArrayList<>();
  final List<String> ofTheJvm = new ArrayList<>();
  boolean closed = true;
  boolean message = true;
  boolean mayLoseSignal;
  private final List<String> complaints = new ArrayList<>();

  void check(Ended ended) {
    if (mayLoseSignal && ended.log().stream().anyMatch(has(DROPPED_BY_THE_JVM))) {
      expect(ended.end().exitCode() == 137, "signal dropped, but not killed");
      throwComplaints(ended);
      return;
    }
    checkEnd(ended);
    if (message) {
      checkMessage(ended);
    }
    checkLog(ended.log());
    checkCalls(Call.in(ended.log()));
    throwComplaints(ended);
  }

  private void throwComplaints(Ended ended) {
    if (!complaints.isEmpty()) {
      throw new AssertionError(String.join("\n", complaints) + "\n" + ended);
    }
  }

  private void checkEnd(Ended ended) {
    expect(codes.contains(ended.end().exitCode()), "exit code not in " + codes);
    expect(ended.end().afterSignal().compareTo(Row.GRACE) <= 0, "not gone within the grace");
    expect(quick(ended), "not gone within " + atMost);
    expect(ended.innocents().stream().allMatch(status -> status == 200), "innocents not served");
  }

  /**
   * By the clock; on a machine that is busy, by what the message says of the shutdown without the
   * way of the signal and the end of the JVM.
   */
  private boolean quick(Ended ended) {
    Duration clock = ended.end().afterSignal();
    Duration shutdown = ended.message().took().orElse(clock);
    return (shutdown.compareTo(clock) < 0 ? shutdown : clock).compareTo(atMost) <= 0;
  }

  private void checkMessage(Ended ended) {
    FinalMessage last = ended.message();
    expect(last.isFinal(), "no final message");
    messages.forEach(text -> expect(last.text().contains(text), "message without " + text));
    last.cut().ifPresent(told -> expect(told == cut, "message says cut " + told + ", not " + cut));
    int exitCode = ended.end().exitCode();
    last.exitCode()
        .ifPresent(told -> expect(told == exitCode, "message says exit " + told + ", not true"));
  }

  private void checkLog(List<String> log) {
    lines.forEach(text -> expect(log.stream().anyMatch(has(text)), "log without " + text));
    unwanted.forEach(text -> expect(log.stream().noneMatch(has(text)), "log with " + text));
    expect(log.stream().noneMatch(this::isInjected), "injected into the log");
  }

  private boolean isInjected(String line) {
    return INJECTED.matcher(line).find() && !ofTheJvm.contains(line);
  }

  private static Predicate<String> has(String text) {
    return line -> line.contains(text);
  }

  private void checkCalls(List<Call> calls) {
    for (Call call : calls) {
      boolean forbidden = !call.of(Place.EXIT) && NEVER_FOREIGN.matcher(call.thread()).matches();
      expect(!forbidden, "foreign code on a thread of the end: " + call);
    }
    checkListener(calls.stream().filter(call -> call.of(Place.LISTENER)).toList());
    expect(
        !closed || calls.stream().anyMatch(call -> call.place().equals("RESOURCE/pool")),
        "the pool was not closed");
  }

  /** Phases are told in their order, once each, by one thread. */
  private void checkListener(List<Call> calls) {
    List<String> told = calls.stream().map(Call::place).toList();
    expect(told.equals(PHASES.stream().filter(told::contains).toList()), "out of order: " + told);
    List<String> threads = calls.stream().map(Call::thread).distinct().toList();
    expect(threads.size() <= 1, "listener told by " + threads);
  }

  private void expect(boolean condition, String complaint) {
    if (!condition && !complaints.contains(complaint)) {
      complaints.add(complaint);
    }
  }
}
