/**
 * What a server adapter or an orchestrator implements, and what the core gives it.
 *
 * <p>{@link io.lameduck.spi.Server} and {@link io.lameduck.spi.ServerContext} are for everybody's
 * adapters, {@link io.lameduck.spi.Orchestrator} and {@link io.lameduck.spi.TerminationNotice} for
 * what runs them. They stay as they are from 0.1.0 on, but for new methods with a default. The
 * other types are the toolbox of this project's own adapters and may change in any release.
 */
@NullMarked
package io.lameduck.spi;

import org.jspecify.annotations.NullMarked;
