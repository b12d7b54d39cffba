package io.lameduck.jdk;

/** A server whose requests the library can see. */
interface Tracked {
  Tracking tracking();
}
