/** Runs the checks in the background, and answers the probes from their last results. */
@NullMarked
package io.lameduck.internal.health;

import org.jspecify.annotations.NullMarked;
