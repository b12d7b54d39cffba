/**
 * Clients that ask one address until they are stopped, and say what they saw: a process in a pod.
 */
@NullMarked
package io.lameduck.rehearsal.clients;

import org.jspecify.annotations.NullMarked;
