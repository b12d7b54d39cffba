/** What a rehearsal can read: the manifest of a workload, and scenarios. */
@NullMarked
package io.lameduck.rehearsal.file;

import org.jspecify.annotations.NullMarked;
