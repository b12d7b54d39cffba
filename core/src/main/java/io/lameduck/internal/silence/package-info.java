/** The early end of the lame duck: what the silence of the clients proves. */
@NullMarked
package io.lameduck.internal.silence;

import org.jspecify.annotations.NullMarked;
