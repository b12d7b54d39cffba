package io.lameduck.opentelemetry;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Keeps what was exported: OpenTelemetry's exporter for tests forgets it when it is shut down. */
final class RecordingExporter implements SpanExporter {
  private final Queue<String> exported = new ConcurrentLinkedQueue<>();
  private volatile boolean shutDown;

  /** The names of the spans. */
  List<String> exported() {
    return List.copyOf(exported);
  }

  boolean isShutDown() {
    return shutDown;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    spans.forEach(span -> exported.add(span.getName()));
    return CompletableResultCode.ofSuccess();
  }

  @Override
  public CompletableResultCode flush() {
    return CompletableResultCode.ofSuccess();
  }

  @Override
  public CompletableResultCode shutdown() {
    shutDown = true;
    return CompletableResultCode.ofSuccess();
  }
}
