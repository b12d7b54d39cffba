package io.lameduck.jdk;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.lameduck.spi.Reply;
import io.lameduck.spi.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A running server of the JDK with a client that asks for a context before its owner has it. */
final class EagerlyAskedServer extends HttpServer implements AutoCloseable {
  private final HttpServer jdk;
  private @Nullable Reply reply;

  EagerlyAskedServer() throws IOException {
    jdk = ((Tracked) HttpServer.create(DrilledServer.freePort(), 0)).tracking().delegate();
    jdk.start();
  }

  /** What the client was answered. */
  Reply reply() {
    return Objects.requireNonNull(reply);
  }

  @Override
  public HttpContext createContext(String path, HttpHandler handler) {
    HttpContext context = jdk.createContext(path, handler);
    try (Wire wire = Wire.to(jdk.getAddress().getPort())) {
      reply = wire.get(path).reply();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return context;
  }

  @Override
  public HttpContext createContext(String path) {
    return jdk.createContext(path);
  }

  @Override
  public void removeContext(String path) {
    jdk.removeContext(path);
  }

  @Override
  public void removeContext(HttpContext context) {
    jdk.removeContext(context);
  }

  @Override
  public void bind(InetSocketAddress address, int backlog) throws IOException {
    jdk.bind(address, backlog);
  }

  @Override
  public void start() {
    jdk.start();
  }

  @Override
  public void stop(int delay) {
    jdk.stop(delay);
  }

  @Override
  public void setExecutor(Executor executor) {
    jdk.setExecutor(executor);
  }

  @Override
  public Executor getExecutor() {
    return jdk.getExecutor();
  }

  @Override
  public InetSocketAddress getAddress() {
    return jdk.getAddress();
  }

  @Override
  public void close() {
    jdk.stop(0);
  }
}
