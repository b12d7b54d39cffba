package io.lameduck.servlet;

import io.lameduck.spi.Server;
import io.lameduck.spi.ServerContext;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A server that knows nothing of the library, with a web application that does. */
final class FilteredServer implements Server {
  private final Rig rig;
  private final Application application;

  FilteredServer(Rig rig, Application application) {
    this.rig = rig;
    this.application = application;
  }

  @Override
  public String name() {
    return "filtered";
  }

  @Override
  public void start(ServerContext context) throws IOException {
    try {
      rig.start(application.with(new Startup(context)));
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  @Override
  public void stopAccepting() {}

  @Override
  public void close() {}

  /** What the web application does. */
  private record Startup(ServerContext service) implements ServletContainerInitializer {
    @Override
    public void onStartup(@Nullable Set<Class<?>> types, ServletContext application) {
      ServletServer.of(application).start(service);
    }
  }
}
