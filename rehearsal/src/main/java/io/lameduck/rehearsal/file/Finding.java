package io.lameduck.rehearsal.file;

/**
 * Something in a manifest that a rolling update will suffer from.
 *
 * @param fatal whether it makes an update without a failed request impossible
 * @param what what was found, why it matters and what to do, in a sentence or two
 */
public record Finding(boolean fatal, String what) {
  static Finding error(String what) {
    return new Finding(true, what);
  }

  static Finding warning(String what) {
    return new Finding(false, what);
  }

  @Override
  public String toString() {
    return (fatal ? "ERROR: " : "WARNING: ") + what;
  }
}
