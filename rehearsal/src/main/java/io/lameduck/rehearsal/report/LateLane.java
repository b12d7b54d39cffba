package io.lameduck.rehearsal.report;

import io.lameduck.rehearsal.model.LateConnections;
import io.lameduck.rehearsal.model.PodEvent;
import io.lameduck.rehearsal.model.PodHistory;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When the last new connection came to a pod after its deletion. */
final class LateLane implements Lane {
  private static final double HEIGHT = 13;
  private static final double BESIDE = 3;

  private final List<Duration> last;
  private final String label;
  private final Axis axis;
  private final Legend legend;
  private final double above;

  /**
   * @param above how far the line goes up, through the lanes that show the clients
   */
  LateLane(PodHistory pod, @Nullable LateConnections late, Axis axis, Legend legend, double above) {
    this.axis = axis;
    this.legend = legend;
    this.above = above;
    this.label = late == null ? "" : "last new connection +" + Seconds.of(late.last());
    this.last =
        late == null || late.count() == 0
            ? List.of()
            : pod.events().stream()
                .filter(event -> event.kind() == PodEvent.Kind.DELETED)
                .map(event -> event.at().plus(late.last()))
                .toList();
  }

  @Override
  public double height() {
    return last.isEmpty() ? 0 : HEIGHT;
  }

  @Override
  public void draw(Tag svg, double top) {
    for (Duration at : last) {
      double x = axis.x(at);
      double width = TextWidth.of(label);
      double left = x + BESIDE + width > axis.right() ? x - BESIDE - width : x + BESIDE;
      svg.add(Shapes.vertical("late", x, top - above, top + HEIGHT - 2));
      svg.add(Shapes.label("small late-label", left, top + HEIGHT - 3, label));
      legend.use("late");
    }
  }
}
