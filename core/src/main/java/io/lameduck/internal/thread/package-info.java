/** The threads of the library, and where they come from. */
@NullMarked
package io.lameduck.internal.thread;

import org.jspecify.annotations.NullMarked;
