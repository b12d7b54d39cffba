/**
 * What a server adapter or an orchestrator implements, and what the core gives it.
 *
 * <p>{@link io.lameduck.spi.Server} and {@link io.lameduck.spi.ServerContext} are for everybody's
 * adapters, {@link io.lameduck.spi.Orchestrator} and {@link io.lameduck.spi.TerminationNotice} for
 * what runs them. The others help an adapter to say what a request is, who asks, and how old a
 * connection may get. They stay as they are from 0.1.0 on, but for new methods with a default.
 */
@NullMarked
package io.lameduck.spi;

import org.jspecify.annotations.NullMarked;
