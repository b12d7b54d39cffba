/**
 * Health checks, and the answers to the probes made of their results.
 *
 * <ul>
 *   <li>{@link io.lameduck.probe.HealthCheck} is what a service writes, {@link
 *       io.lameduck.probe.StandardChecks} and {@link io.lameduck.probe.Heartbeat} are written
 *       already.
 *   <li>{@link io.lameduck.probe.Probes} answers, over HTTP or to whoever asks.
 * </ul>
 *
 * <p>An answer is derived from the last results at the moment it is asked for. It never waits for a
 * check and never runs one.
 */
@NullMarked
package io.lameduck.probe;

import org.jspecify.annotations.NullMarked;
