/** What stands between the clients and the pods, if anything does. */
@NullMarked
package io.lameduck.rehearsal.proxy;

import org.jspecify.annotations.NullMarked;
