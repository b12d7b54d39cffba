package io.lameduck.rehearsal.propagation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Some clients on each path, until closed. */
final class Askers implements AutoCloseable {
  static final int PER_PATH = 8;

  private final CountDownLatch stop = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool(Askers::thread);
  private final Map<String, PathTally> tallies = new LinkedHashMap<>();

  static Askers start(List<Path> paths) {
    Askers askers = new Askers();
    paths.forEach(askers::ask);
    return askers;
  }

  private void ask(Path path) {
    PathTally tally = new PathTally();
    tallies.put(path.name(), tally);
    for (int i = 0; i < PER_PATH; i++) {
      threads.execute(new Asker(path, tally, stop));
    }
  }

  private static Thread thread(Runnable asker) {
    Thread thread = new Thread(asker, "asker");
    thread.setDaemon(true);
    return thread;
  }

  /** What was seen so far, by path. */
  Map<String, Seen> seen() {
    Map<String, Seen> seen = new LinkedHashMap<>();
    tallies.forEach((path, tally) -> seen.put(path, tally.seen()));
    return seen;
  }

  @Override
  public void close() {
    stop.countDown();
    threads.shutdownNow();
  }
}
