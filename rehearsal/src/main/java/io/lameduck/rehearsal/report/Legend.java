package io.lameduck.rehearsal.report;

/** What the colours and signs of the timeline mean. */
final class Legend {
  private Legend() {}

  static Tag create() {
    return Tag.of("p", "legend")
        .add(key("starting", "starting"))
        .add(key("ready", "ready"))
        .add(key("unready", "not ready"))
        .add(key("prestop", "preStop"))
        .add(key("lame-duck", "lame duck"))
        .add(key("draining", "draining"))
        .add(key("terminating", "after SIGTERM"))
        .add(key("killed", "killed"))
        .add(key("known", "share of the clients that know the pod"))
        .add(key("good", "requests answered"))
        .add(Tag.of("span", "key").add(Tag.of("b", "cross").text("✕")).text("requests failed"));
  }

  private static Tag key(String style, String words) {
    return Tag.of("span", "key").add(Tag.of("i", "box " + style)).text(words);
  }
}
