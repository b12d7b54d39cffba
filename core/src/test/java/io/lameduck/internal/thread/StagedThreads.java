package io.lameduck.internal.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Threads that are none: a task runs at once on the test's thread, or is held back by its name. */
public final class StagedThreads implements Threads {
  /** The names of tasks that do not run before they are released, as if they hung. */
  public final List<String> hanging = new ArrayList<>();

  private final Map<String, Runnable> heldBack = new HashMap<>();

  /** The tasks in the order in which they were begun. */
  public final List<String> begun = new ArrayList<>();

  /** How many threads were parked. */
  public int parked;

  /** How many threads there are to be had. */
  public int available = Integer.MAX_VALUE;

  @Override
  public Worker park(String name) {
    if (parked == available) {
      throw new OutOfMemoryError("unable to create native thread");
    }
    parked++;
    return new Worker() {
      @Override
      public void run(String task, Runnable work) {
        begun.add(task);
        if (hanging.contains(task)) {
          heldBack.put(task, work);
        } else {
          work.run();
        }
      }

      @Override
      public void retire() {}
    };
  }

  @Override
  public Runnable keepAlive() {
    return () -> {};
  }

  /** Runs what was held back. */
  public void release(String task) {
    Runnable work = heldBack.remove(task);
    assertThat(work).as(task).isNotNull();
    work.run();
  }
}
