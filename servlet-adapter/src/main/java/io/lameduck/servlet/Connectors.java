package io.lameduck.servlet;

import java.lang.management.ManagementFactory;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * The connectors of the Tomcat that runs the web application, as JMX shows them. Tomcat starts its
 * connectors after all its web applications, any of which may take long.
 */
final class Connectors {
  private static final ObjectName ALL = name("*:type=Connector,*");

  /** The states before the end of a start; see {@code org.apache.catalina.LifecycleState}. */
  private static final Set<Object> NOT_YET =
      Set.of("NEW", "INITIALIZING", "INITIALIZED", "STARTING_PREP", "STARTING");

  private Connectors() {}

  /** Whether all have started; also true where JMX shows none, as in other containers. */
  static boolean haveStarted() {
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    return beans.queryNames(ALL, null).stream()
        .noneMatch(one -> NOT_YET.contains(state(beans, one)));
  }

  private static Object state(MBeanServer beans, ObjectName connector) {
    try {
      return String.valueOf(beans.getAttribute(connector, "stateName"));
    } catch (JMException goneOrSomebodyElses) {
      return "";
    }
  }

  private static ObjectName name(String pattern) {
    try {
      return new ObjectName(pattern);
    } catch (MalformedObjectNameException e) {
      throw new IllegalStateException(e);
    }
  }
}
