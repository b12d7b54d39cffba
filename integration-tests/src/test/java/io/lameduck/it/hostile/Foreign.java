package io.lameduck.it.hostile;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The code of the user in a {@link Victim}. It says where and on which thread the library called
 * it, and commits the fault that it was told to commit there. Any thread.
 */
final class Foreign {
  private final Map<String, Fault> faults = new ConcurrentHashMap<>();

  /**
   * @param arguments such as {@code LISTENER/DRAINING=HANG}
   */
  Foreign(String... arguments) {
    for (String argument : arguments) {
      tell(argument);
    }
  }

  /** From now on it commits another fault. */
  void tell(String argument) {
    int equals = argument.indexOf('=');
    faults.put(argument.substring(0, equals), Fault.valueOf(argument.substring(equals + 1)));
  }

  boolean isToldOf(String place) {
    return faults.containsKey(place);
  }

  /** To be called first in every method that the library calls. */
  void called(Place place, String detail) {
    String full = place + "/" + detail;
    System.out.println(Call.of(full, Thread.currentThread()));
    fault(full).commit(full);
  }

  /** The same for a method that returns something. */
  <T> T called(Place place, String detail, T result) {
    called(place, detail);
    return fault(place + "/" + detail) == Fault.NULL ? null : result;
  }

  private Fault fault(String place) {
    return faults.getOrDefault(place, Fault.NONE);
  }
}
