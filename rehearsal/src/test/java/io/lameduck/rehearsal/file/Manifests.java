package io.lameduck.rehearsal.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Manifests that differ in one thing from one that is good. */
final class Manifests {
  static final String GOOD =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: web}
      data: {HTTP_PORT: "8080", PROBES: "8081", LAMEDUCK_GRACE_PERIOD: "30s", bad name: "x"}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        replicas: 3
        minReadySeconds: 5
        strategy:
          rollingUpdate: {maxUnavailable: 0, maxSurge: 1}
        template:
          spec:
            terminationGracePeriodSeconds: 30
            containers:
              - name: web
                image: example/web
                command: [java, -jar, app.jar]
                envFrom:
                  - configMapRef: {name: web}
                env:
                  - {name: LEVEL, value: info}
                  - {name: GREETING, value: "I am $(LEVEL), $$(LEVEL) and $(UNKNOWN)"}
                  - {name: ME, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
                ports:
                  - {name: probes, containerPort: 8081}
                  - {name: http, containerPort: 8080}
                readinessProbe:
                  httpGet: {path: /ready, port: probes}
                  periodSeconds: 5
                livenessProbe:
                  httpGet: {path: /alive, port: 8081}
                lifecycle: {}
      """;

  private Manifests() {}

  static Manifest good(Path folder) {
    return of(folder, GOOD);
  }

  /** The good one, with one text in place of another. */
  static Manifest with(Path folder, String text, String other) {
    if (!GOOD.contains(text)) {
      throw new IllegalArgumentException(text + " (expected: a part of the good manifest)");
    }
    return of(folder, GOOD.replace(text, other));
  }

  static Manifest of(Path folder, String yaml) {
    return Manifest.read(write(folder, yaml), "");
  }

  static Path write(Path folder, String text) {
    try {
      return Files.writeString(folder.resolve("file.yaml"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> findings(Manifest manifest) {
    return Preflight.of(manifest, manifest.service(List.of()), "").stream()
        .map(Finding::toString)
        .toList();
  }
}
