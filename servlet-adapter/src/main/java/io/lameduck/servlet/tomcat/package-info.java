/** Drains an embedded Tomcat. */
@NullMarked
package io.lameduck.servlet.tomcat;

import org.jspecify.annotations.NullMarked;
