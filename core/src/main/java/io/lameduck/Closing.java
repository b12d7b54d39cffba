package io.lameduck;

import io.lameduck.time.Bell;
import io.lameduck.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;

/**
 * Closes the resources, last opened first, each on a thread of its own. One that throws does not
 * stop the next. One that takes longer than its fair share of what remains does not either: it goes
 * on in the background while the next one is closed, and is abandoned only at the very end.
 */
final class Closing {
  private final Time time;
  private final Starter starter;
  private final Journal journal;
  private final Bell bell = new Bell();

  Closing(Time time, Starter starter, Journal journal) {
    this.time = time;
    this.starter = starter;
    this.journal = journal;
  }

  /** The reports of all, in the order in which they were closed. */
  List<CloseReport> close(List<Resource> resources, Deadline end) {
    List<CloseTask> tasks = new ArrayList<>();
    ListIterator<Resource> last = resources.listIterator(resources.size());
    while (last.hasPrevious()) {
      int left = last.previousIndex() + 1;
      CloseTask task = new CloseTask(last.previous(), time, bell);
      tasks.add(task);
      starter.start("close-" + task.name(), task);
      await(task, share(end, left));
    }
    tasks.forEach(task -> await(task, end.nanos()));
    return tasks.stream().map(this::report).toList();
  }

  private long share(Deadline end, int left) {
    long now = time.nanos();
    return now + end.remaining(now).toNanos() / left;
  }

  private void await(CloseTask task, long until) {
    while (!task.done() && time.nanos() < until) {
      try {
        time.await(bell, until);
      } catch (InterruptedException e) {
        journal.warn("closing was interrupted, and goes on");
      }
    }
  }

  private CloseReport report(CloseTask task) {
    CloseReport report = task.report();
    if (report.failure().isPresent()) {
      journal.warn("failed to close " + report);
    } else if (report.duration().compareTo(Duration.ofSeconds(1)) >= 0) {
      journal.info("closed " + report);
    }
    return report;
  }
}
