package io.lameduck.internal.process;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Handlers of the test's own for SIGTERM and SIGINT, or others, set before those of the library: a
 * signal that the library does not take ends up here, and not with the JVM, which would exit.
 */
public final class SignalTraps implements AutoCloseable {
  private final List<String> caught = new CopyOnWriteArrayList<>();
  private final SignalHandler handler = signal -> caught.add(signal.getName());
  private final Map<String, SignalHandler> before = new TreeMap<>();

  public SignalTraps() {
    this("INT", "TERM");
  }

  SignalTraps(String... names) {
    for (String name : names) {
      before.put(name, Signal.handle(new Signal(name), handler));
    }
  }

  /** What reached them, such as {@code TERM}. */
  public List<String> caught() {
    return caught;
  }

  /**
   * The signals they can catch at all. What a shell starts in the background ignores SIGINT from
   * the start, and so does the JVM then.
   */
  public List<String> possible() {
    return before.keySet().stream().filter(this::possible).toList();
  }

  /** Skips the test where a signal is ignored from the start. */
  public void assumePossible(String name) {
    assumeTrue(possible(name), "SIG" + name + " was ignored when the tests were started");
  }

  private boolean possible(String name) {
    return before.get(name) != SignalHandler.SIG_IGN;
  }

  /** The signals that they would catch if they were raised now. */
  public List<String> set() {
    return before.keySet().stream().filter(name -> current(name) == handler).toList();
  }

  public static void raise(String name) {
    Signal.raise(new Signal(name));
  }

  /** Who handles a signal; the JVM tells only whom a change replaces. */
  public static SignalHandler current(String name) {
    Signal signal = new Signal(name);
    SignalHandler current = Signal.handle(signal, unused -> {});
    Signal.handle(signal, current);
    return current;
  }

  @Override
  public void close() {
    before.forEach((name, handler) -> Signal.handle(new Signal(name), handler));
  }
}
