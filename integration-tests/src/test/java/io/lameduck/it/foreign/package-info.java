/** Clients of HTTP/2 and gRPC that nobody here wrote, and the way they find a service. */
@NullMarked
package io.lameduck.it.foreign;

import org.jspecify.annotations.NullMarked;
