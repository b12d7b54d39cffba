package io.lameduck.it.plain;

import io.lameduck.examples.servlets.HelloServlet;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http2.Http2Protocol;

/**
 * The example on Tomcat without the library. At its end it closes its listener gracefully, which
 * its requests in flight survive, and stops.
 */
public final class PlainTomcat {
  private PlainTomcat() {}

  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(System.getenv("PORT"));
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(System.getProperty("java.io.tmpdir"));
    tomcat.setPort(port);
    tomcat.getConnector().addUpgradeProtocol(new Http2Protocol());
    Context context = tomcat.addContext("", null);
    Wrapper hello = Tomcat.addServlet(context, "hello", new HelloServlet());
    hello.setAsyncSupported(true);
    hello.addMapping("/");
    tomcat.start();
    AtExit.run(
        () -> {
          tomcat.getConnector().getProtocolHandler().closeServerSocketGraceful();
          tomcat.stop();
        });
  }
}
