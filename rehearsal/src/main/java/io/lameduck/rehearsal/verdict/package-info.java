/** Whether a rehearsal passed, on one machine or on a cluster. */
@NullMarked
package io.lameduck.rehearsal.verdict;

import org.jspecify.annotations.NullMarked;
