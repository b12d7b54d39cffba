/** The warm-up between the start of a service and its readiness. */
@NullMarked
package io.lameduck.internal.warmup;

import org.jspecify.annotations.NullMarked;
