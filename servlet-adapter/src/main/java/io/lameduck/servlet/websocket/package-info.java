/** The WebSockets of the servlet API. Not exported. */
@NullMarked
package io.lameduck.servlet.websocket;

import org.jspecify.annotations.NullMarked;
