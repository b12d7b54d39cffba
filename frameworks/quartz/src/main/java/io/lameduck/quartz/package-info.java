/** Quartz: the jobs of a scheduler, and its end. */
@NullMarked
package io.lameduck.quartz;

import org.jspecify.annotations.NullMarked;
