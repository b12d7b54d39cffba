/** Drains Armeria servers. */
@NullMarked
package io.lameduck.armeria;

import org.jspecify.annotations.NullMarked;
