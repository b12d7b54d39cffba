package io.lameduck.benchmarks.footprint;

import com.sun.net.httpserver.HttpServer;
import io.lameduck.Lameduck;
import io.lameduck.jdk.JdkServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import org.slf4j.LoggerFactory;

/** A service on the JDK's server, with the library or without; it says when it is up. */
final class JdkService {
  private JdkService() {}

  public static void main(String[] arguments) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", exchange -> exchange.sendResponseHeaders(204, -1));
    if (arguments[0].equals("--with")) {
      Lameduck.builder().serve(JdkServer.of(server)).start();
    } else {
      server.start();
    }
    LoggerFactory.getLogger(JdkService.class).info("up"); // as every service does
    System.out.println("up");
  }
}
