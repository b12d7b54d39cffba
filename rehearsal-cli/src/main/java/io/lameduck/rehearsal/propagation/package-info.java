/** How long a cluster takes to forget a pod: measured with pods made for it. */
@NullMarked
package io.lameduck.rehearsal.propagation;

import org.jspecify.annotations.NullMarked;
