/** The command line. */
@NullMarked
package io.lameduck.rehearsal.cli;

import org.jspecify.annotations.NullMarked;
