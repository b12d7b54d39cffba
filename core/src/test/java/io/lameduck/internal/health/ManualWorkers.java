package io.lameduck.internal.health;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** Workers on which a run hangs until the test lets it go on, on the thread of the test. */
final class ManualWorkers implements Workers {
  private final Map<String, Queue<Runnable>> running = new HashMap<>();
  private final List<String> started = new ArrayList<>();
  private final List<String> interrupted = new ArrayList<>();

  @Override
  public Worker start(String check, Runnable run) {
    started.add(check);
    running(check).add(run);
    return () -> interrupted.add(check);
  }

  /** Lets the check run to its end. */
  void finish(String check) {
    running(check).remove().run();
  }

  /** The names of the checks started so far. */
  List<String> started() {
    return List.copyOf(started);
  }

  List<String> interrupted() {
    return List.copyOf(interrupted);
  }

  private Queue<Runnable> running(String check) {
    return running.computeIfAbsent(check, any -> new ArrayDeque<>());
  }

  /** Workers that run a check to its end the moment it is started. */
  static Workers immediate() {
    return (check, run) -> {
      run.run();
      return () -> {};
    };
  }
}
