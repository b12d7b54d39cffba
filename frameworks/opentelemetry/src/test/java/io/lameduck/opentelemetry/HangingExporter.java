package io.lameduck.opentelemetry;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.CountDownLatch;

/** Reaches no collector, and does not give up. */
final class HangingExporter implements SpanExporter {
  private final CountDownLatch asked = new CountDownLatch(1);

  boolean isAsked() {
    return asked.getCount() == 0;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    asked.countDown();
    return new CompletableResultCode();
  }

  @Override
  public CompletableResultCode flush() {
    return new CompletableResultCode();
  }

  @Override
  public CompletableResultCode shutdown() {
    return new CompletableResultCode();
  }
}
