/**
 * Rehearses a rolling update of a service on one machine: instances are child processes, clients
 * are raw sockets that learn of a change late, and every failed request is told apart by kind.
 */
@NullMarked
package io.lameduck.it.rehearsal;

import org.jspecify.annotations.NullMarked;
