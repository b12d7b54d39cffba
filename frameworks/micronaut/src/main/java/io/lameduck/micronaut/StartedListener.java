package io.lameduck.micronaut;

import io.lameduck.Lameduck;

/** Told of a service that has been started. */
@FunctionalInterface
interface StartedListener {
  void started(Lameduck lameduck);
}
