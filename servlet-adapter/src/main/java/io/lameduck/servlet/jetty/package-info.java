/** Drains an embedded Jetty. */
@NullMarked
package io.lameduck.servlet.jetty;

import org.jspecify.annotations.NullMarked;
