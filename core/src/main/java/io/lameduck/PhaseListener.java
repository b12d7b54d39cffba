package io.lameduck;

/** Told of every move from one phase to the next. */
@FunctionalInterface
public interface PhaseListener {
  /**
   * Called after the move, on the thread that made it, so it must return quickly: the shutdown goes
   * on only when it has. What it throws is logged and otherwise ignored.
   */
  void moved(Phase from, Phase to);
}
