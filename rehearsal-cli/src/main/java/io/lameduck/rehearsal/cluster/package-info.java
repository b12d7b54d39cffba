/** The rehearsal of a Deployment on a cluster. */
@NullMarked
package io.lameduck.rehearsal.cluster;

import org.jspecify.annotations.NullMarked;
