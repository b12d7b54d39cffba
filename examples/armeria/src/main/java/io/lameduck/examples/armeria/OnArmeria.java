package io.lameduck.examples.armeria;

import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import io.lameduck.Lameduck;
import io.lameduck.armeria.ArmeriaServer;

/** A small service on Armeria that drops no request when it is told to end. */
public final class OnArmeria {
  private OnArmeria() {}

  public static void main(String[] args) throws Exception {
    Lameduck.guard(OnArmeria::start); // what it throws becomes the termination message
  }

  private static void start() {
    Lameduck.builder().serve(ArmeriaServer.of(hello())).start();
  }

  /** The service without the library. */
  static ServerBuilder hello() {
    int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8080"));
    return Server.builder().http(port).annotatedService(new HelloService());
  }
}
