/** Any Jakarta Servlet container, and embedded Tomcat, Jetty and Undertow. */
module io.lameduck.servlet {
  requires transitive io.lameduck;
  requires java.management;
  requires org.slf4j;
  requires static jakarta.servlet; // Tomcat's module has the same packages
  requires static jakarta.websocket.client;
  requires static org.apache.tomcat.embed.core;
  requires static org.apache.tomcat.embed.websocket;
  requires static org.eclipse.jetty.server;
  requires static org.eclipse.jetty.http2.common;
  requires static org.eclipse.jetty.websocket.api;
  requires static jetty.websocket.api; // that of the servlet API, for ee9
  requires static undertow.core;
  requires static undertow.servlet;
  requires static undertow.websockets.jsr;
  requires static xnio.api;
  requires static org.jspecify;

  exports io.lameduck.servlet;
  exports io.lameduck.servlet.tomcat;
  exports io.lameduck.servlet.jetty;
  exports io.lameduck.servlet.undertow;

  provides jakarta.servlet.ServletContainerInitializer with
      io.lameduck.servlet.LameduckInitializer;
}
