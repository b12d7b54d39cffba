/** Puts a service together and starts it; the one room that knows all the others. */
@NullMarked
package io.lameduck.internal.start;

import org.jspecify.annotations.NullMarked;
