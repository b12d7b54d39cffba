package io.lameduck.rehearsal.pod;

import io.lameduck.rehearsal.model.PodSpec;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A pod's ports by name. A pod in a cluster has an address of its own, so that all of them can use
 * the same ports; on one machine each is given others, chosen when they are first asked for.
 */
public final class Ports {
  private final Map<String, Integer> numbers = new ConcurrentHashMap<>();

  private Ports() {}

  /** All chosen among the free ones. */
  static Ports free() {
    return new Ports();
  }

  /** The main one is given, the others are chosen. */
  static Ports withMain(int number) {
    Ports ports = new Ports();
    ports.numbers.put(PodSpec.MAIN_PORT, number);
    return ports;
  }

  /** The number of the port of this name, always the same. */
  public int of(String name) {
    return numbers.computeIfAbsent(name, any -> FreePort.choose());
  }
}
