package io.lameduck.it;

import com.sun.net.httpserver.HttpServer;
import io.lameduck.jdk.JdkServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Uses the library where it is a module. */
final class ServesAsModule {
  private ServesAsModule() {}

  public static void main(String[] args) throws IOException {
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = HttpServer.create(anyPort, 0);
    System.out.println("named module: " + JdkServer.class.getModule().isNamed());
    System.out.println("drainable: " + JdkServer.of(server).name().startsWith("http :"));
    server.stop(0);
  }
}
