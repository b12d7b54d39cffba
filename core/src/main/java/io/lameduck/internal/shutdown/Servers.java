package io.lameduck.internal.shutdown;

import io.lameduck.CloseReport;
import io.lameduck.internal.process.CallResult;
import io.lameduck.internal.process.Calls;
import io.lameduck.internal.process.LogWriter;
import io.lameduck.internal.time.Time;
import io.lameduck.spi.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The servers that have been started, told one after the other. Each call has a limit: one that
 * fails or hangs is named, and does not stop the rest.
 */
public final class Servers {
  /** How long a server may take to say something of its connections. */
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(1);

  /** Limits a step that should return at once to the remaining time divided by this. */
  private static final int STEP_SHARE = 5;

  private final Calls calls;
  private final Time time;
  private final LogWriter logWriter;
  private final List<Entry> entries = new CopyOnWriteArrayList<>();

  /** A server, the name it had when it was started, and whether it still answers. */
  private static final class Entry {
    final Server server;
    volatile String name;
    volatile boolean answers = true;

    Entry(Server server) {
      this.server = server;
      this.name = server.getClass().getSimpleName();
    }

    CloseReport closeReport(long nanos, String failure) {
      return new CloseReport("server " + name, Duration.ofNanos(nanos), Optional.of(failure));
    }
  }

  /**
   * How many connections are open.
   *
   * @param known at the servers that can tell
   * @param all whether every server can tell
   */
  record Open(long known, boolean all) {}

  public Servers(Calls calls, Time time, LogWriter logWriter) {
    this.calls = calls;
    this.time = time;
    this.logWriter = logWriter;
  }

  /** Whether there is no server. */
  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** A server is about to be started; from now on the shutdown ends it. */
  public void starting(Server server) {
    entries.add(new Entry(server));
  }

  /** A server has been started, and knows its name. */
  public void started(Server server, String name) {
    for (Entry entry : entries) {
      if (entry.server == server) {
        entry.name = name;
      }
    }
  }

  /**
   * Calls each server with a step that should return at once; each call has a share of the time
   * until the end.
   */
  void each(String step, Consumer<Server> call, Deadline end) {
    entries.forEach(entry -> tell(entry, step, call, end.share(time.nanos(), STEP_SHARE)));
  }

  /**
   * Closes all. Each has its share of the time that is left; one that takes longer goes on in the
   * background.
   *
   * @param others how many more are to be closed in that time
   * @return those that did not close
   */
  List<CloseReport> close(Deadline end, int others) {
    List<CloseReport> failures = new ArrayList<>();
    int left = entries.size() + others;
    for (Entry entry : entries) {
      long start = time.nanos();
      tell(entry, "close", Server::close, end.share(time.nanos(), left--))
          .failure()
          .map(text -> entry.closeReport(time.nanos() - start, text))
          .ifPresent(failures::add);
    }
    return failures;
  }

  /** Asks for the connections; a server that does not answer is not asked again. */
  Open open() {
    long known = 0;
    boolean all = true;
    for (Entry entry : entries) {
      OptionalLong open = ask(entry, "connections", Server::connections, OptionalLong.empty());
      known += open.orElse(0);
      all &= open.isPresent();
    }
    return new Open(known, all);
  }

  /**
   * Whether clients may be waiting where a server does not see them; a server that does not answer
   * is left out.
   */
  boolean congested() {
    boolean congested = false;
    for (Entry entry : entries) {
      congested |= ask(entry, "congested", Server::congested, false);
    }
    return congested;
  }

  private CallResult<Void> tell(Entry entry, String step, Consumer<Server> call, long until) {
    CallResult<Void> told =
        calls.call(
            step,
            () -> {
              call.accept(entry.server);
              return null;
            },
            until);
    told.warn(logWriter, "server " + entry.name + ": " + step + " failed");
    return told;
  }

  private <T> T ask(Entry entry, String step, Function<Server, T> question, T unknown) {
    if (!entry.answers) {
      return unknown;
    }
    CallResult<T> answer =
        calls.call(
            step,
            () -> Objects.requireNonNull(question.apply(entry.server)),
            time.nanos() + ANSWER_LIMIT.toNanos());
    entry.answers = answer.kind() == CallResult.Kind.DONE;
    answer.warn(logWriter, "server " + entry.name + ": " + step + " failed");
    return answer.orElse(unknown);
  }
}
