/** The pods: child processes, treated as the kubelet treats containers. */
@NullMarked
package io.lameduck.rehearsal.pod;

import org.jspecify.annotations.NullMarked;
