/** The adapter for the JDK's own HTTP server, {@link com.sun.net.httpserver.HttpServer}. */
@NullMarked
package io.lameduck.jdk;

import org.jspecify.annotations.NullMarked;
