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
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Starts a service for a web application that has the library among its own, so that a WAR needs
 * neither code nor {@code web.xml}. It is ready once the listeners of the web application have been
 * told, and ends with it. {@link LameduckConfigurer} adds to it.
 *
 * <p>Turned off by the context parameter {@value #ENABLED}, {@code false}, and by the adapters of
 * the embedded servers, which do more.
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
    AtomicBoolean initialized = new AtomicBoolean();
    LameduckBuilder builder =
        Lameduck.builder()
            .serve(ServletServer.of(application))
            .check(CheckKind.STARTUP, "web-application", initialized::get, SOON);
    for (Class<?> type : types == null ? Set.<Class<?>>of() : types) {
      configure(type, builder, application);
    }
    application.addListener(new End(initialized, builder.start()));
  }

  private static boolean isOff(@Nullable Object value) {
    return value != null && value.toString().equalsIgnoreCase("false");
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

  /** Told last of the start, and first of the end. */
  private record End(AtomicBoolean initialized, Lameduck lameduck)
      implements ServletContextListener {
    @Override
    public void contextInitialized(ServletContextEvent event) {
      initialized.set(true);
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
      lameduck.close();
    }
  }
}
