package io.lameduck.springboot;

import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.boot.web.server.WebServer;
import org.springframework.context.ApplicationContext;

/** What tests ask of Spring Boot 3.5. */
final class Boot {
  private Boot() {}

  static WebServer webServerOf(ApplicationContext application) {
    return ((WebServerApplicationContext) application).getWebServer();
  }
}
