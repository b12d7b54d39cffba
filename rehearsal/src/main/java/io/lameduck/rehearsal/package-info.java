/** Rehearsals of what happens to a service in a cluster, on one machine. */
@NullMarked
package io.lameduck.rehearsal;

import org.jspecify.annotations.NullMarked;
