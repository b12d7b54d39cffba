package io.lameduck.springboot;

import org.springframework.boot.web.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;

/** Hears of the web servers of Spring Boot 3.5, those of child contexts included. */
record WebServerListener(WebServers servers)
    implements ApplicationListener<WebServerInitializedEvent> {
  @Override
  public void onApplicationEvent(WebServerInitializedEvent started) {
    servers.add(started.getWebServer());
  }
}
