/** What a rehearsal is given and what it returns: plain immutable values. */
@NullMarked
package io.lameduck.rehearsal.model;

import org.jspecify.annotations.NullMarked;
