package io.lameduck.internal.work;

/** The gate of the library, which is nobody's business but a benchmark's. */
public final class BareGate {
  private final Gate gate = new Gate(() -> {});

  public int enter() {
    return gate.enter();
  }

  public void leave(int place) {
    gate.leave(place);
  }

  public void fold() {
    gate.fold();
  }

  public boolean closeIfEmpty() {
    return gate.closeIfEmpty();
  }
}
