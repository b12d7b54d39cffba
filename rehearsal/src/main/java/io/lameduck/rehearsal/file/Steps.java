package io.lameduck.rehearsal.file;

import io.lameduck.rehearsal.model.DrainNode;
import io.lameduck.rehearsal.model.KillDuringStart;
import io.lameduck.rehearsal.model.Outage;
import io.lameduck.rehearsal.model.Recreate;
import io.lameduck.rehearsal.model.RollingUpdate;
import io.lameduck.rehearsal.model.Scale;
import io.lameduck.rehearsal.model.SecondSigterm;
import io.lameduck.rehearsal.model.Step;
import io.lameduck.rehearsal.model.Wait;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** Steps as they are written: a name, or a name with what it needs to know. */
final class Steps {
  private static final String KNOWN =
      "rolling-update, scale, recreate, kill-during-start, dependency-outage, second-sigterm,"
          + " drain-node or wait";

  private Steps() {}

  static Step of(Yaml item) {
    if (item.node().isString()) {
      return of(item.text(""), item.without());
    }
    Map<String, Yaml> fields = item.fields();
    if (fields.size() != 1) {
      throw item.wrong("one step, such as wait: 5s");
    }
    Map.Entry<String, Yaml> only = fields.entrySet().iterator().next();
    return of(only.getKey(), only.getValue());
  }

  private static Step of(String name, Yaml with) {
    return Checked.by(with, () -> step(name, with));
  }

  private static Step step(String name, Yaml with) {
    return switch (name) {
      case "rolling-update" -> rollingUpdate(with);
      case "scale" -> new Scale(with.integer(0));
      case "recreate" -> recreate(with);
      case "kill-during-start" -> new KillDuringStart(after(with, Duration.ofMillis(500)));
      case "dependency-outage" -> outage(with);
      case "second-sigterm" -> new SecondSigterm(after(with, Duration.ofSeconds(1)));
      case "drain-node" -> drainNode(with);
      case "wait" -> new Wait(length(with));
      default -> throw new IllegalArgumentException(name + " (expected: " + KNOWN + ")");
    };
  }

  private static Step recreate(Yaml with) {
    with.allow(Set.of());
    return new Recreate();
  }

  private static Duration length(Yaml with) {
    if (!with.exists()) {
      throw new IllegalArgumentException("wait (expected: how long, such as wait: 5s)");
    }
    return with.duration(Duration.ZERO);
  }

  private static Step rollingUpdate(Yaml with) {
    with.allow(Set.of("maxSurge", "maxUnavailable"));
    return new RollingUpdate(with.at("maxSurge").integer(1), with.at("maxUnavailable").integer(0));
  }

  private static Duration after(Yaml with, Duration otherwise) {
    with.allow(Set.of("after"));
    return with.at("after").duration(otherwise);
  }

  private static Step outage(Yaml with) {
    with.allow(Set.of("pods", "length"));
    return new Outage(
        with.at("pods").integer(1), with.at("length").duration(Duration.ofSeconds(10)));
  }

  private static Step drainNode(Yaml with) {
    with.allow(Set.of("pods", "maxUnavailable"));
    return new DrainNode(with.at("pods").integer(1), with.at("maxUnavailable").integer(1));
  }
}
