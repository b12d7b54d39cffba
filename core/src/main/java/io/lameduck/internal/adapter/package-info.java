/**
 * What the adapters of this project share. It is exported to them alone, and may change in any
 * release.
 */
@NullMarked
package io.lameduck.internal.adapter;

import org.jspecify.annotations.NullMarked;
