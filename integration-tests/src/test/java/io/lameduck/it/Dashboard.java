package io.lameduck.it;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the panels of a Grafana dashboard ask Prometheus. */
final class Dashboard {
  /**
   * One query of a panel.
   *
   * @param instant whether the panel shows the latest value alone, rather than a course over time
   */
  record Query(String panel, String expression, boolean instant) {}

  private Dashboard() {}

  /** As Grafana asks them when this service is chosen, and the last five minutes. */
  static List<Query> queries(Path file, String namespace, String app) {
    JsonNode panels = JsonMapper.shared().readTree(file).required("panels");
    return panels
        .valueStream()
        .flatMap(Dashboard::queries)
        .map(query -> filledIn(query, namespace, app))
        .toList();
  }

  private static Stream<Query> queries(JsonNode panel) {
    String title = panel.required("title").asString();
    return panel
        .path("targets")
        .valueStream()
        .map(
            target ->
                new Query(
                    title,
                    target.required("expr").asString(),
                    target.path("instant").asBoolean(false)));
  }

  private static Query filledIn(Query query, String namespace, String app) {
    String expression =
        query
            .expression()
            .replace("$namespace", namespace)
            .replace("$app", app)
            .replace("$__rate_interval", "4s")
            .replace("$__range", "5m");
    return new Query(query.panel(), expression, query.instant());
  }
}
