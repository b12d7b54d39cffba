package io.lameduck.benchmarks.jmh;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A web application that is just enough for the filter. */
final class StubApplication {
  /** Nothing is asked of it before the lame duck. */
  static final HttpServletResponse RESPONSE =
      stub(HttpServletResponse.class, (method, arguments) -> null);

  private final Map<Object, Object> attributes = new HashMap<>();

  /** What a stub answers. */
  @FunctionalInterface
  interface Answer {
    Object to(String method, Object[] arguments);
  }

  static <T> T stub(Class<T> type, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answer.to(method.getName(), arguments)));
  }

  ServletContext context() {
    return stub(ServletContext.class, this::ofContext);
  }

  FilterConfig filterConfig() {
    return stub(FilterConfig.class, (method, arguments) -> context());
  }

  private Object ofContext(String method, Object[] arguments) {
    return switch (method) {
      case "getAttribute" -> attributes.get(arguments[0]);
      case "setAttribute" -> attributes.put(arguments[0], arguments[1]);
      case "getContextPath" -> "/shop";
      case "getFilterRegistrations", "getServletRegistrations" -> Map.of();
      case "addServlet" -> stub(ServletRegistration.Dynamic.class, StubApplication::ofServlet);
      default -> null;
    };
  }

  private static Object ofServlet(String method, Object[] arguments) {
    return method.equals("addMapping") ? Set.of() : null;
  }
}
