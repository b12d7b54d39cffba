package io.lameduck;

import io.lameduck.spi.Server;
import io.lameduck.spi.ServerContext;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A server without a network, which keeps what it is given. Safe for use by any thread. */
public final class FakeServer implements Server {
  /** What happens when it starts. */
  @FunctionalInterface
  public interface Start {
    void run() throws IOException;
  }

  private final String name;
  private final Start start;
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private volatile @Nullable ServerContext context;
  private volatile Set<Integer> ports = Set.of();
  private volatile Supplier<List<String>> advice = List::of;
  private volatile OptionalLong connections = OptionalLong.empty();
  private volatile Runnable closing = () -> {};

  public FakeServer() {
    this("fake", () -> {});
  }

  public FakeServer(String name, Start start) {
    this.name = name;
    this.start = start;
  }

  public FakeServer on(int port) {
    ports = Set.of(port);
    return this;
  }

  public FakeServer advising(String line) {
    return advising(() -> List.of(line));
  }

  public FakeServer advising(Supplier<List<String>> advice) {
    this.advice = advice;
    return this;
  }

  /** From now on it can tell how many connections are open. */
  public void open(long connections) {
    this.connections = OptionalLong.of(connections);
  }

  public void onClose(Runnable closing) {
    this.closing = closing;
  }

  /** What it was given at its start. */
  public ServerContext context() {
    ServerContext given = context;
    if (given == null) {
      throw new AssertionError("not started");
    }
    return given;
  }

  /** What it was told, in order. */
  public List<String> calls() {
    return calls;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Set<Integer> ports() {
    return ports;
  }

  @Override
  public List<String> advice() {
    return advice.get();
  }

  @Override
  public void start(ServerContext context) throws IOException {
    calls.add("start");
    this.context = context;
    start.run();
  }

  @Override
  public void lameDuck() {
    calls.add("lame duck");
  }

  @Override
  public void stopAccepting() {
    calls.add("stop accepting");
  }

  @Override
  public OptionalLong connections() {
    return connections;
  }

  @Override
  public void close() {
    calls.add("close");
    closing.run();
  }
}
