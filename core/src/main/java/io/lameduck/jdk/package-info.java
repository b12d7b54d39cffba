/**
 * The JDK's own HTTP server, {@link com.sun.net.httpserver.HttpServer}, drained; and the
 * stand-alone server for probes.
 */
@NullMarked
package io.lameduck.jdk;

import org.jspecify.annotations.NullMarked;
