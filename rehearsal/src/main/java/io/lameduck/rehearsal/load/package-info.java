/** The clients: what they ask, what each of them saw, and how a request failed. */
@NullMarked
package io.lameduck.rehearsal.load;

import org.jspecify.annotations.NullMarked;
