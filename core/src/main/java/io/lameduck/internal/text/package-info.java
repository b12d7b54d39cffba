/** Texts of others, made fit to be shown. */
@NullMarked
package io.lameduck.internal.text;

import org.jspecify.annotations.NullMarked;
