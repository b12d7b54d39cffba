package io.lameduck.springboot;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.jetty.JettyWebServer;
import org.springframework.boot.reactor.netty.NettyWebServer;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The web servers of Spring Boot 4. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(WebServerInitializedEvent.class)
class ServerConfiguration {
  @Bean
  static WebServers lameduckWebServers(ObjectProvider<ServerAdapter> adapters) {
    return new WebServers(adapters);
  }

  @Bean
  static WebServerListener lameduckWebServerListener(WebServers servers) {
    return new WebServerListener(servers);
  }

  @Bean
  static FactoryCustomizer lameduckFactoryCustomizer(ObjectProvider<ServerAdapter> adapters) {
    return new FactoryCustomizer(adapters);
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(TomcatWebServer.class)
  static class OnTomcat {
    @Bean
    static ServerAdapter lameduckTomcat() {
      return new TomcatAdapter();
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(JettyWebServer.class)
  static class OnJetty {
    @Bean
    static ServerAdapter lameduckJetty() {
      return new JettyAdapter();
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(NettyWebServer.class)
  static class OnReactorNetty {
    @Bean
    static ServerAdapter lameduckReactorNetty() {
      return new ReactorNettyAdapter();
    }
  }
}
