/** Threads for what may never return. Not exported. */
@NullMarked
package io.lameduck.servlet.thread;

import org.jspecify.annotations.NullMarked;
