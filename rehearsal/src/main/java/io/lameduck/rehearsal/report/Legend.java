package io.lameduck.rehearsal.report;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the colours and signs of the timeline mean, as far as they occur. */
final class Legend {
  private record Key(String style, String words) {}

  private static final List<Key> KEYS =
      List.of(
          new Key("starting", "starting"),
          new Key("ready", "ready"),
          new Key("unready", "not ready"),
          new Key("prestop", "preStop"),
          new Key("lame-duck", "lame duck"),
          new Key("draining", "draining"),
          new Key("closing", "closing"),
          new Key("terminating", "after SIGTERM, until the exit"),
          new Key("killed", "killed"),
          new Key("known", "share of the clients that know the pod"),
          new Key("answered", "requests answered, on one scale for all pods"),
          new Key("failed", "requests failed, and how many"),
          new Key("late", "last new connection after the deletion"));

  private final Set<String> used = new HashSet<>();

  /** Something of this style was drawn. */
  void use(String style) {
    used.add(style);
  }

  Tag draw() {
    Tag legend = Tag.of("p", "legend");
    KEYS.stream().filter(key -> used.contains(key.style())).forEach(key -> legend.add(draw(key)));
    return legend;
  }

  private static Tag draw(Key key) {
    return Tag.of("span", "key").add(Tag.of("i", "box " + key.style())).text(key.words());
  }
}
