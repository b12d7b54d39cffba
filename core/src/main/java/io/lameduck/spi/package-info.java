/** What a server adapter implements, and what the core gives it. */
@NullMarked
package io.lameduck.spi;

import org.jspecify.annotations.NullMarked;
