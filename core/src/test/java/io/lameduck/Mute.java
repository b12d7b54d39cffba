package io.lameduck;

/** Its text is null, which {@link Object#toString} does not forbid. */
public final class Mute extends RuntimeException {
  private static final long serialVersionUID = 1L;

  @Override
  @SuppressWarnings({"NullAway", "OverrideThrowableToString", "ToStringReturnsNull"}) // on purpose
  public String toString() {
    return null;
  }
}
