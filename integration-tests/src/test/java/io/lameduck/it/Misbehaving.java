package io.lameduck.it;

import com.sun.net.httpserver.HttpServer;
import io.lameduck.Lameduck;
import io.lameduck.jdk.JdkServer;
import java.io.IOException;

/** A service with the library and with one {@link Misbehaviour}, its first argument. */
final class Misbehaving {
  private Misbehaving() {}

  public static void main(String[] arguments) throws IOException {
    HttpServer server = Routes.server();
    Faults.addTo(server);
    Misbehaviour misbehaviour = Misbehaviour.valueOf(arguments[0]);
    misbehaviour.befall(Lameduck.builder().serve(JdkServer.of(server))).start();
  }
}
