package io.lameduck.internal.shutdown;

import io.lameduck.CloseReport;
import io.lameduck.internal.process.Calls;
import io.lameduck.internal.process.LogWriter;
import io.lameduck.internal.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;

/**
 * The resources of the user, closed in reverse order. One that throws does not stop the next. One
 * that takes longer than its fair share of what remains does not either: it goes on in the
 * background while the next one is closed, and is abandoned only at the very end.
 */
public final class Resources {
  private final List<Resource> resources;
  private final Time time;
  private final Calls calls;
  private final LogWriter logWriter;

  /**
   * @param resources in the order in which they were opened
   */
  public Resources(List<Resource> resources, Calls calls, Time time, LogWriter logWriter) {
    this.resources = List.copyOf(resources);
    this.time = time;
    this.calls = calls;
    this.logWriter = logWriter;
  }

  int size() {
    return resources.size();
  }

  /** The reports of all, in the order in which they were closed. */
  List<CloseReport> close(Deadline end) {
    List<CloseTask> tasks = new ArrayList<>();
    ListIterator<Resource> last = resources.listIterator(resources.size());
    while (last.hasPrevious()) {
      int left = last.previousIndex() + 1;
      CloseTask task = CloseTask.begin(last.previous(), calls, time);
      tasks.add(task);
      task.await(end.share(time.nanos(), left));
    }
    return tasks.stream().map(task -> report(task, end)).toList();
  }

  private CloseReport report(CloseTask task, Deadline end) {
    CloseReport report = task.report(end.nanos());
    if (report.failure().isPresent()) {
      logWriter.warn("failed to close " + report);
    } else if (report.duration().compareTo(Duration.ofSeconds(1)) >= 0) {
      logWriter.info("closed " + report);
    }
    return report;
  }
}
