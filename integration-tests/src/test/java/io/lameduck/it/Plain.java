package io.lameduck.it;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;

/** The service without the library: what the library's cost and effect are measured against. */
public final class Plain {
  private Plain() {}

  public static void main(String[] arguments) throws IOException {
    HttpServer server = Routes.server();
    server.createContext("/ready", Routes::ok);
    server.start();
  }
}
