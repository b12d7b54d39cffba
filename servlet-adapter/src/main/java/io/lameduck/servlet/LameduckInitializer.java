package io.lameduck.servlet;

import io.lameduck.Lameduck;
import io.lameduck.LameduckBuilder;
import io.lameduck.probe.CheckKind;
import io.lameduck.probe.CheckSchedule;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.HandlesTypes;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Starts a service for a web application that contains this library, so that a WAR needs neither
 * code nor {@code web.xml}. The service is ready once the web application can serve: its servlets
 * have been loaded and, where Tomcat shows its connectors by JMX, the connectors have been started.
 * The service ends with the web application. A {@link LameduckConfigurer} adds to it.
 *
 * <p>The context parameter {@value #ENABLED} turns it off where it is {@code false}. The adapters
 * of the embedded servers, which do more, turn it off as well.
 *
 * @since 0.1.0
 */
@HandlesTypes(LameduckConfigurer.class)
public final class LameduckInitializer implements ServletContainerInitializer {
  /** The context parameter, or attribute, that turns it off. */
  public static final String ENABLED = "io.lameduck.servlet.enabled";

  private static final CheckSchedule SOON =
      CheckSchedule.defaults().withPeriod(Duration.ofMillis(100));

  /** The container creates it. */
  public LameduckInitializer() {}

  @Override
  public void onStartup(@Nullable Set<Class<?>> types, ServletContext application)
      throws ServletException {
    if (isOff(application.getInitParameter(ENABLED)) || isOff(application.getAttribute(ENABLED))) {
      return;
    }
    LastServlet last = LastServlet.addTo(application);
    LameduckBuilder builder =
        Lameduck.builder()
            .serve(ServletServer.of(application))
            .check(CheckKind.STARTUP, "web-application", () -> canServe(last), SOON);
    for (Class<?> type : types == null ? Set.<Class<?>>of() : types) {
      if (isConcrete(type)) {
        configure(type, builder, application);
      }
    }
    application.addListener(new End(builder.start()));
  }

  private static boolean canServe(LastServlet last) {
    return last.isInitialized() && Connectors.haveStarted();
  }

  private static boolean isOff(@Nullable Object value) {
    return value != null && value.toString().equalsIgnoreCase("false");
  }

  /** Containers pass all subtypes, abstract ones included. */
  private static boolean isConcrete(Class<?> type) {
    return !Modifier.isAbstract(type.getModifiers()); // as every interface is
  }

  private static void configure(Class<?> type, LameduckBuilder builder, ServletContext application)
      throws ServletException {
    try {
      LameduckConfigurer configurer =
          type.asSubclass(LameduckConfigurer.class).getConstructor().newInstance();
      configurer.configure(builder, application);
    } catch (ReflectiveOperationException e) {
      throw new ServletException(
          type.getName() + " (expected: a public constructor without parameters)", e);
    }
  }

  private record End(Lameduck lameduck) implements ServletContextListener {
    @Override
    public void contextDestroyed(ServletContextEvent event) {
      lameduck.stop();
    }
  }
}
