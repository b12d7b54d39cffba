/** Events for the JDK's flight recorder. */
@NullMarked
package io.lameduck.internal.recording;

import org.jspecify.annotations.NullMarked;
