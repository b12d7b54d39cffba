/** Javalin applications. */
@NullMarked
package io.lameduck.javalin;

import org.jspecify.annotations.NullMarked;
