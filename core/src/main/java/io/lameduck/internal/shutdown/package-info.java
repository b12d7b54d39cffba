/**
 * The shutdown: the phases, what each waits for, the closing of the resources, and the last words.
 */
@NullMarked
package io.lameduck.internal.shutdown;

import org.jspecify.annotations.NullMarked;
