package io.lameduck;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Ends nothing, and writes down how the process would have ended. */
public final class RecordedExit implements Exit {
  private final List<String> calls = new CopyOnWriteArrayList<>();

  /** Such as {@code exit 0} and {@code halt 143}. */
  public List<String> calls() {
    return calls;
  }

  @Override
  public void exit(int status) {
    calls.add("exit " + status);
  }

  @Override
  public void halt(int status) {
    calls.add("halt " + status);
  }
}
