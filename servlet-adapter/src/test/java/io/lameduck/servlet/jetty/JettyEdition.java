package io.lameduck.servlet.jetty;

import io.lameduck.servlet.Application;
import org.eclipse.jetty.server.Handler;

/** Servlets of one edition of Jakarta EE; only one is on the class path of a run. */
interface JettyEdition {
  /** The edition that this run is about. */
  static JettyEdition ofThisRun() throws ReflectiveOperationException {
    String name = System.getProperty("jetty.edition", "Ee10");
    return Class.forName(JettyEdition.class.getPackageName() + "." + name)
        .asSubclass(JettyEdition.class)
        .getDeclaredConstructor()
        .newInstance();
  }

  /** The application, to be given to a server. */
  Handler serving(Application application) throws Exception;
}
