/**
 * The life of a service on Kubernetes, from its first probe to its exit code: its {@linkplain
 * io.lameduck.Phase phases}, its {@linkplain io.lameduck.InFlight work in flight}, and the one
 * shutdown that drains it. Start at {@link io.lameduck.Lameduck#builder()}.
 */
@NullMarked
package io.lameduck;

import org.jspecify.annotations.NullMarked;
