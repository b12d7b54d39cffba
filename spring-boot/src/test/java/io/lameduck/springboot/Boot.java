package io.lameduck.springboot;

import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;

/** What tests ask of Spring Boot 4. */
final class Boot {
  private Boot() {}

  static WebServer webServerOf(ApplicationContext application) {
    return ((WebServerApplicationContext) application).getWebServer();
  }
}
