package io.lameduck;

/**
 * Told of every move from one phase to the next.
 *
 * <pre>{@code
 * builder.listener((from, to) -> audit.write("phase " + to));
 * }</pre>
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface PhaseListener {
  /**
   * Called after the move, in the order of the moves, on a thread that is for listeners alone. The
   * shutdown does not wait for it, but for a moment at its very end; the other listeners do, so it
   * should return quickly: after five seconds it is abandoned. What it throws is logged.
   */
  void moved(Phase from, Phase to);
}
