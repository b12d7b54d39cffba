package io.lameduck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.slf4j.helpers.NOPLogger.NOP_LOGGER;

import com.sun.net.httpserver.HttpServer;
import io.lameduck.internal.health.BackgroundLoop;
import io.lameduck.internal.health.HealthChecks;
import io.lameduck.internal.process.LogWriter;
import io.lameduck.jdk.JdkServer;
import io.lameduck.probe.ProbePaths;
import io.lameduck.probe.Probes;
import io.lameduck.spi.ConnectionAge;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every argument of the public API that is not {@code @Nullable} is refused at once when it is
 * null, by its name. The classes are found, not listed, so that what is added is tested too. The
 * methods of interfaces that others implement are left out: the library calls them.
 */
class NullArgumentsTest {
  private static final List<String> EXPORTED = List.of("", "jdk", "micrometer", "probe", "spi");

  private static final Lameduck SERVICE =
      Lameduck.builder()
          .withoutSignals()
          .exit(Exit.none())
          .environment(Map.of())
          .set(Setting.TERMINATION_LOG, Path.of("/dev/null"))
          .start();

  /** Values of the types that {@link #value} cannot make up. */
  private static final Map<Class<?>, Callable<?>> VALUES =
      Map.ofEntries(
          Map.entry(String.class, () -> "/x"),
          Map.entry(Duration.class, () -> Duration.ofSeconds(1)),
          Map.entry(Path.class, () -> Path.of("x")),
          Map.entry(Optional.class, Optional::empty),
          Map.entry(List.class, List::of),
          Map.entry(Map.class, Map::of),
          Map.entry(InetAddress.class, InetAddress::getLoopbackAddress),
          Map.entry(Lameduck.class, () -> SERVICE),
          Map.entry(LameduckBuilder.class, Lameduck::builder),
          Map.entry(Setting.class, () -> Setting.GRACE_PERIOD),
          Map.entry(InFlight.class, SERVICE::inFlight),
          Map.entry(Probes.class, SERVICE::probes),
          Map.entry(ProbePaths.class, ProbePaths::defaults),
          Map.entry(BackgroundLoop.class, () -> new BackgroundLoop(LogWriter.create(NOP_LOGGER))),
          Map.entry(HealthChecks.Builder.class, HealthChecks::builder),
          Map.entry(HealthChecks.class, NullArgumentsTest::noChecks),
          Map.entry(ConnectionAge.class, ConnectionAge::unlimited),
          Map.entry(JdkServer.class, () -> JdkServer.of(server())));

  @AfterAll
  static void close() {
    SERVICE.stop();
  }

  @ParameterizedTest(name = "{2}, argument {1}")
  @MethodSource("arguments")
  void areRefusedByName(Executable executable, int index, String signature) throws Exception {
    Object[] arguments = new Object[executable.getParameterCount()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = i == index ? null : value(executable.getParameterTypes()[i]);
    }

    Throwable thrown = catchThrowable(() -> call(executable, arguments));

    assertThat(thrown).isInstanceOf(NullPointerException.class);
    assertThat(thrown.getMessage()).matches(name(executable, index));
  }

  static Stream<Arguments> arguments() throws Exception {
    return publicClasses().stream()
        .flatMap(NullArgumentsTest::executables)
        .flatMap(
            executable ->
                IntStream.range(0, executable.getParameterCount())
                    .filter(index -> mustBeGiven(executable, index))
                    .mapToObj(index -> Arguments.of(executable, index, signature(executable))));
  }

  private static String signature(Executable executable) {
    return executable.getDeclaringClass().getSimpleName()
        + "."
        + executable.getName()
        + Arrays.toString(executable.getParameterTypes());
  }

  private static boolean mustBeGiven(Executable executable, int index) {
    return !executable.getParameterTypes()[index].isPrimitive()
        && !executable.getAnnotatedParameterTypes()[index].isAnnotationPresent(Nullable.class);
  }

  private static Stream<Executable> executables(Class<?> type) {
    Stream<Executable> methods =
        Arrays.stream(type.getDeclaredMethods())
            .filter(method -> VALUES.containsKey(type) || hasCodeOfItsOwn(method))
            .filter(method -> !ofTheLanguage(method))
            .map(Executable.class::cast);
    Stream<Executable> constructors =
        Arrays.stream(type.getDeclaredConstructors()).map(Executable.class::cast);
    return Stream.concat(constructors, methods)
        .filter(executable -> Modifier.isPublic(executable.getModifiers()))
        .filter(executable -> !executable.isSynthetic());
  }

  private static boolean hasCodeOfItsOwn(Method method) {
    return !method.isDefault() && !Modifier.isAbstract(method.getModifiers());
  }

  private static boolean ofTheLanguage(Method method) {
    return method.getName().equals("equals")
        || (method.getDeclaringClass().isEnum() && method.getName().equals("valueOf"));
  }

  private static List<Class<?>> publicClasses() throws Exception {
    List<Class<?>> found = new ArrayList<>();
    for (String name : EXPORTED) {
      try (Stream<Path> files = Files.list(classes().resolve("io/lameduck").resolve(name))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
          String simple = file.getFileName().toString().replace(".class", "");
          if (!simple.equals("package-info")) {
            String full = "io.lameduck." + (name.isEmpty() ? "" : name + ".") + simple;
            Class<?> type = Class.forName(full, false, NullArgumentsTest.class.getClassLoader());
            if (isPublic(type)) {
              found.add(type);
            }
          }
        }
      }
    }
    return found;
  }

  private static Path classes() throws URISyntaxException {
    URI location = Lameduck.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    return Path.of(location);
  }

  private static boolean isPublic(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    return Modifier.isPublic(type.getModifiers())
        && !type.isAnonymousClass()
        && (outer == null || isPublic(outer));
  }

  private static String name(Executable executable, int index) {
    if (executable instanceof Constructor<?> constructor
        && constructor.getDeclaringClass().isRecord()) {
      RecordComponent[] components = constructor.getDeclaringClass().getRecordComponents();
      return components[index].getName();
    }
    return "[a-z]\\w*"; // the JDK's own messages are sentences
  }

  private static @Nullable Object call(Executable executable, Object[] arguments) throws Throwable {
    try {
      if (executable instanceof Constructor<?> constructor) {
        return constructor.newInstance(arguments);
      }
      Method method = (Method) executable;
      method.setAccessible(true); // the class of an enum's constant may be its own
      boolean isStatic = Modifier.isStatic(method.getModifiers());
      return method.invoke(isStatic ? null : value(method.getDeclaringClass()), arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** Something of the type: the given one, a constant, a proxy, or what its constructor makes. */
  private static @Nullable Object value(Class<?> type) throws Exception {
    if (VALUES.containsKey(type)) {
      return VALUES.get(type).call();
    }
    if (type.isPrimitive()) {
      return type == boolean.class ? (Object) false : type == long.class ? (Object) 1L : 1;
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    return type.isInterface() ? proxy(type) : constructed(type);
  }

  private static Object constructed(Class<?> type) throws Exception {
    Constructor<?> constructor =
        Arrays.stream(type.getConstructors())
            .min(Comparator.comparingInt(Constructor::getParameterCount))
            .orElseThrow(() -> new AssertionError("no value of " + type + ": add one to VALUES"));
    Object[] arguments = new Object[constructor.getParameterCount()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = value(constructor.getParameterTypes()[i]);
    }
    return constructor.newInstance(arguments);
  }

  private static <T> T proxy(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            NullArgumentsTest.class.getClassLoader(),
            Set.of(type).toArray(Class<?>[]::new),
            (proxy, method, arguments) -> null));
  }

  private static HealthChecks noChecks() {
    return HealthChecks.builder().build(new BackgroundLoop(LogWriter.create(NOP_LOGGER)));
  }

  private static HttpServer server() throws IOException {
    return JdkServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }
}
