/** Process tests: real child JVMs, real signals, real sockets. */
@NullMarked
package io.lameduck.it;

import org.jspecify.annotations.NullMarked;
