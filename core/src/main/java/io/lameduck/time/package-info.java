/** The time seam. Not exported. */
@NullMarked
package io.lameduck.time;

import org.jspecify.annotations.NullMarked;
