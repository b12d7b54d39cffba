package io.lameduck.it.kube;

import com.marcnuri.helm.Helm;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Manifests that Kustomize or Helm makes of what is in the examples. */
final class Rendered {
  private static final Path EXAMPLES =
      Path.of(Objects.requireNonNull(System.getProperty("it.examples"), "it.examples"));

  private Rendered() {}

  /** Whether {@code kubectl} is installed, with a Kustomize that knows replacements. */
  static boolean knowsKustomize() {
    try {
      return Command.run(List.of("kubectl", "kustomize", "--help")).contains("enable-helm");
    } catch (UncheckedIOException | IllegalStateException absent) {
      return false;
    }
  }

  /** What {@code kubectl apply -k} would apply. */
  static Manifest byKustomize(String overlay) {
    Path folder = EXAMPLES.resolve("kustomize").resolve(overlay);
    return Manifest.inline(Command.run(List.of("kubectl", "kustomize", folder.toString())));
  }

  /** What {@code helm install NAME} would apply, where NAME is that of the chart. */
  static Manifest byHelm(String chart, Map<String, String> values) {
    var template = new Helm(EXAMPLES.resolve("helm").resolve(chart)).template().withName(chart);
    values.forEach(template::set);
    return Manifest.inline(template.call());
  }
}
