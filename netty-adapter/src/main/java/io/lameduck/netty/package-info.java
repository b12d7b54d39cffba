/** Netty pipelines that speak HTTP/1.1, HTTP/2 and WebSocket. */
@NullMarked
package io.lameduck.netty;

import org.jspecify.annotations.NullMarked;
