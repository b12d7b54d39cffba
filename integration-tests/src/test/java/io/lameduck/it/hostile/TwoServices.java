package io.lameduck.it.hostile;

import com.sun.net.httpserver.HttpServer;
import io.lameduck.Lameduck;
import io.lameduck.it.Routes;
import io.lameduck.jdk.JdkServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/** Two services in one JVM that are stopped in the order in which they were started. */
final class TwoServices {
  private TwoServices() {}

  public static void main(String[] arguments) throws IOException {
    System.out.println(Victim.GREETING);
    Thread main = Thread.currentThread();
    var before = main.getUncaughtExceptionHandler();
    Lameduck one = start();
    Lameduck other = start();
    one.stop();
    other.stop();
    var after = main.getUncaughtExceptionHandler();
    System.out.println("handler: " + (after == before ? "none" : after));
    List<String> threads = threads();
    for (int i = 0; i < 50 && !threads.isEmpty(); i++) {
      Routes.pause(50); // they are told to end, and end soon
      threads = threads();
    }
    System.out.println("threads: " + threads);
    System.exit(0);
  }

  private static Lameduck start() throws IOException {
    HttpServer http = HttpServer.create(new InetSocketAddress(0), 0);
    return Lameduck.builder()
        .environment(java.util.Map.of())
        .serve(JdkServer.of(http))
        .readiness("ping", () -> true)
        .start();
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("lameduck"))
        .sorted()
        .toList();
  }
}
