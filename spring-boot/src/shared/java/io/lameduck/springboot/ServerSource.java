package io.lameduck.springboot;

import io.lameduck.spi.Server;
import java.util.List;

/** The servers of an application; there is none where it has no classes of web servers. */
@FunctionalInterface
interface ServerSource {
  /** Those that have been started. */
  List<Server> servers();
}
