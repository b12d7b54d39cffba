/** How what is not public of a server is reached. Not exported. */
@NullMarked
package io.lameduck.servlet.hidden;

import org.jspecify.annotations.NullMarked;
