/**
 * Reads the settings, checks them, and says what is wrong with them. Knows only the API and text.
 */
@NullMarked
package io.lameduck.internal.config;

import org.jspecify.annotations.NullMarked;
