/** Requests to servlet containers, whatever hands them over. Not exported. */
@NullMarked
package io.lameduck.servlet.request;

import org.jspecify.annotations.NullMarked;
