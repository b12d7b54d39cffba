/** What probes and clients have in common on the wire: TLS without verification, and gRPC. */
@NullMarked
package io.lameduck.rehearsal.wire;

import org.jspecify.annotations.NullMarked;
