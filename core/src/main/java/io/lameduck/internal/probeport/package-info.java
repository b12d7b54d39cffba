/** The port of the probes and of the preStop endpoint. */
@NullMarked
package io.lameduck.internal.probeport;

import org.jspecify.annotations.NullMarked;
