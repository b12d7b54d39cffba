/** What belongs to the process: its signals, its exit, its log, and calls of foreign code. */
@NullMarked
package io.lameduck.internal.process;

import org.jspecify.annotations.NullMarked;
