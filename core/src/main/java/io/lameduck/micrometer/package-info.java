/** What a service's life looks like in Micrometer. */
@NullMarked
package io.lameduck.micrometer;

import org.jspecify.annotations.NullMarked;
