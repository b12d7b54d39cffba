/** Services whose own code, surroundings or operators misbehave: all of them have to end well. */
@NullMarked
package io.lameduck.it.hostile;

import org.jspecify.annotations.NullMarked;
