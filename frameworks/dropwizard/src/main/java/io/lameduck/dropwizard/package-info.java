/** Dropwizard applications. */
@NullMarked
package io.lameduck.dropwizard;

import org.jspecify.annotations.NullMarked;
