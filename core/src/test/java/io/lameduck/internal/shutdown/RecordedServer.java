package io.lameduck.internal.shutdown;

import io.lameduck.internal.time.ManualTime;
import io.lameduck.spi.Server;
import io.lameduck.spi.ServerContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** A server that writes down what it is told, and when. */
final class RecordedServer implements Server {
  final List<String> calls = new ArrayList<>();
  OptionalLong connections = OptionalLong.empty();
  boolean failing;
  private final ManualTime time;

  RecordedServer(ManualTime time) {
    this.time = time;
  }

  @Override
  public String name() {
    return "stage";
  }

  @Override
  public void start(ServerContext context) {
    record("start");
  }

  @Override
  public void lameDuck() {
    record("lame duck");
  }

  @Override
  public void stopAccepting() {
    record("stop accepting");
  }

  @Override
  public void closeIdle(Duration linger) {
    record("close idle within " + linger.toMillis() + "ms");
  }

  @Override
  public OptionalLong connections() {
    return connections;
  }

  @Override
  public void close() {
    record("close");
  }

  private void record(String call) {
    if (failing) {
      throw new IllegalStateException(call);
    }
    calls.add(time.elapsed().toMillis() + "ms " + call);
  }
}
