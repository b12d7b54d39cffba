/** Drains an embedded Undertow. */
@NullMarked
package io.lameduck.servlet.undertow;

import org.jspecify.annotations.NullMarked;
