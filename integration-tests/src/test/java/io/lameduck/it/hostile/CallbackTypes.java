package io.lameduck.it.hostile;

import io.lameduck.Lameduck;
import io.lameduck.it.Example;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.lang.reflect.Executable;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** The types of the API that code of the user stands behind when the library calls them. */
final class CallbackTypes {
  /** Implemented by the library, or by its adapters with the toolbox that they share. */
  private static final Set<String> OURS =
      Set.of(
          "io.lameduck.InFlight",
          "io.lameduck.Lameduck",
          "io.lameduck.LameduckBuilder",
          "io.lameduck.Ticket",
          "io.lameduck.probe.Probes",
          "io.lameduck.internal.adapter.IdleSweep$Connection",
          "io.lameduck.spi.ServerContext",
          "java.lang.Runnable",
          "java.util.concurrent.CompletionStage",
          "java.util.function.LongSupplier");

  /** Called by the container while it starts the web application, before there is a service. */
  private static final Set<String> OF_A_DEPLOYMENT =
      Set.of("io.lameduck.servlet.LameduckConfigurer");

  private static final Set<String> OF_THE_JDK =
      Set.of("java.util.function", "java.util.concurrent", "java.util.concurrent.atomic");
  private static final Set<String> OF_THE_LANGUAGE =
      Set.of("java.lang.Runnable", "java.lang.AutoCloseable", "java.lang.Iterable");
  private static final String EXPORTED_BY_ADAPTERS =
      "io/lameduck/(servlet(/(tomcat|jetty|undertow))?|netty|grpc)/[^/]+";
  private static final List<String> WITH_ADAPTERS =
      List.of("tomcat", "jetty", "undertow", "netty", "grpc");
  private static final List<String> WITH_ALL_LIBRARIES =
      List.of("tomcat", "jetty", "undertow", "netty", "grpc", "monitoring");

  private CallbackTypes() {}

  /** Their names. */
  static Set<String> ofTheApi() throws IOException, URISyntaxException {
    Path core = Path.of(Lameduck.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Set<String> names = new TreeSet<>();
    try (URLClassLoader loader = withAllServers(core)) {
      publicTypes(classFiles(core), loader)
          .flatMap(CallbackTypes::callbacks)
          .map(Class::getName)
          .forEach(names::add);
    }
    names.removeAll(OURS);
    names.removeAll(OF_A_DEPLOYMENT);
    return names;
  }

  /** What the adapters and the meters are written for is in the jars of the examples. */
  private static URLClassLoader withAllServers(Path core) throws IOException {
    List<URL> urls = new ArrayList<>(List.of(core.toUri().toURL()));
    for (String name : WITH_ALL_LIBRARIES) {
      urls.add(Example.jar(name).toUri().toURL());
    }
    return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  /**
   * The type itself, and what its methods and constructors take; futures also if they return one.
   */
  private static Stream<Class<?>> callbacks(Class<?> type) {
    Stream<Class<?>> taken =
        Stream.<Executable>concat(
                Arrays.stream(type.getDeclaredMethods()),
                Arrays.stream(type.getDeclaredConstructors()))
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .flatMap(method -> Arrays.stream(method.getParameterTypes()));
    Stream<Class<?>> returned =
        Arrays.stream(type.getDeclaredMethods())
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .<Class<?>>map(method -> method.getReturnType())
            .filter(CompletionStage.class::isAssignableFrom);
    return Stream.concat(Stream.concat(Stream.of(type), taken), returned)
        .filter(CallbackTypes::isCallback);
  }

  private static boolean isCallback(Class<?> type) {
    return CompletionStage.class.isAssignableFrom(type) || (isOpen(type) && isOfInterest(type));
  }

  /** Whether anybody may implement it. */
  private static boolean isOpen(Class<?> type) {
    return Modifier.isAbstract(type.getModifiers())
        && isVisible(type)
        && !type.isSealed()
        && !type.isEnum()
        && !type.isPrimitive()
        && !type.isArray()
        && !type.isAnnotation();
  }

  private static boolean isVisible(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    return Modifier.isPublic(type.getModifiers()) && (outer == null || isVisible(outer));
  }

  private static boolean isOfInterest(Class<?> type) {
    return type.getName().startsWith("io.lameduck.")
        || OF_THE_JDK.contains(type.getPackageName())
        || OF_THE_LANGUAGE.contains(type.getName());
  }

  /** The exported packages are the API. */
  private static List<String> classFiles(Path core) throws IOException {
    List<String> files = new ArrayList<>(exported(core));
    for (String adapter : WITH_ADAPTERS) {
      try (JarFile jar = new JarFile(Example.jar(adapter).toFile())) {
        jar.stream()
            .map(ZipEntry::getName)
            .filter(name -> name.matches(EXPORTED_BY_ADAPTERS))
            .forEach(files::add);
      }
    }
    return files;
  }

  private static List<String> exported(Path core) throws IOException {
    ModuleReference module = ModuleFinder.of(core).findAll().iterator().next();
    Set<String> folders =
        module.descriptor().exports().stream()
            .filter(exports -> !exports.isQualified())
            .map(exports -> exports.source().replace('.', '/'))
            .collect(Collectors.toSet());
    try (ModuleReader reader = module.open()) {
      return reader
          .list()
          .filter(name -> folders.contains(name.substring(0, Math.max(0, name.lastIndexOf('/')))))
          .toList();
    }
  }

  private static Stream<Class<?>> publicTypes(List<String> files, ClassLoader loader) {
    return files.stream()
        .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
        .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
        .distinct()
        .<Class<?>>map(name -> load(name, loader))
        .filter(type -> Modifier.isPublic(type.getModifiers()));
  }

  private static Class<?> load(String name, ClassLoader loader) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
