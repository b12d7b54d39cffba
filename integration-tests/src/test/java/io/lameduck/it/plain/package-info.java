/** Services that do what their servers offer, and nothing more. */
@NullMarked
package io.lameduck.it.plain;

import org.jspecify.annotations.NullMarked;
