/** The time seam. */
@NullMarked
package io.lameduck.internal.time;

import org.jspecify.annotations.NullMarked;
