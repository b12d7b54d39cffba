/** What became of a rehearsal, for people, for programs and for the next setting. */
@NullMarked
package io.lameduck.rehearsal.report;

import org.jspecify.annotations.NullMarked;
