/** Access to members of a server that are not public. Not exported. */
@NullMarked
package io.lameduck.servlet.hidden;

import org.jspecify.annotations.NullMarked;
