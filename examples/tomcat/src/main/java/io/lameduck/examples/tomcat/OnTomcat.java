package io.lameduck.examples.tomcat;

import io.lameduck.Lameduck;
import io.lameduck.examples.servlets.HelloServlet;
import io.lameduck.servlet.tomcat.TomcatServer;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http2.Http2Protocol;

/** A small service on an embedded Tomcat that drops no request when it is told to end. */
public final class OnTomcat {
  private OnTomcat() {}

  public static void main(String[] args) throws Exception {
    Lameduck.guard(OnTomcat::start); // what it throws becomes the termination message
  }

  private static void start() {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(System.getProperty("java.io.tmpdir"));
    tomcat.setPort(Integer.parseInt(System.getenv().getOrDefault("PORT", "8080")));
    tomcat.getConnector().addUpgradeProtocol(new Http2Protocol());
    Context context = tomcat.addContext("", null);
    Wrapper hello = Tomcat.addServlet(context, "hello", new HelloServlet());
    hello.setAsyncSupported(true);
    hello.addMapping("/");

    Lameduck.builder().serve(TomcatServer.of(tomcat)).start();
  }
}
