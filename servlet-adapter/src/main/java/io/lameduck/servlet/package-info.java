/**
 * Any Jakarta Servlet container: a filter that counts requests, a servlet that answers probes, and
 * what wires them in.
 */
@NullMarked
package io.lameduck.servlet;

import org.jspecify.annotations.NullMarked;
