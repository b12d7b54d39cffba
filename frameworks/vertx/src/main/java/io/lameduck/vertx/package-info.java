/** The servers of a Vert.x. */
@NullMarked
package io.lameduck.vertx;

import org.jspecify.annotations.NullMarked;
