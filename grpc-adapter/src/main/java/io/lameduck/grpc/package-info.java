/** Drains gRPC servers, and answers their health checks. */
@NullMarked
package io.lameduck.grpc;

import org.jspecify.annotations.NullMarked;
