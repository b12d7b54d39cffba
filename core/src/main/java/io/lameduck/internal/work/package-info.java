/** The work in flight and what arrives: tickets, the gate they come through, and arrivals. */
@NullMarked
package io.lameduck.internal.work;

import org.jspecify.annotations.NullMarked;
