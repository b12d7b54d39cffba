package io.lameduck.springboot;

import io.undertow.servlet.api.DeploymentInfo;
import org.apache.catalina.startup.Tomcat;
import org.eclipse.jetty.server.Server;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.http.server.HttpServer;

/** The web servers of Spring Boot 3.5, which has the classes for all of them in one jar. */
@Configuration(proxyBeanMethods = false)
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
  @ConditionalOnClass(Tomcat.class)
  static class OnTomcat {
    @Bean
    static ServerAdapter lameduckTomcat() {
      return new TomcatAdapter();
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(Server.class)
  static class OnJetty {
    @Bean
    static ServerAdapter lameduckJetty() {
      return new JettyAdapter();
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(HttpServer.class)
  static class OnReactorNetty {
    @Bean
    static ServerAdapter lameduckReactorNetty() {
      return new ReactorNettyAdapter();
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(DeploymentInfo.class)
  static class OnUndertow {
    @Bean
    static ServerAdapter lameduckUndertow() {
      return new UndertowAdapter();
    }
  }
}
