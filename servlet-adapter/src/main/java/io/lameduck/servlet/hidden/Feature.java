package io.lameduck.servlet.hidden;

import java.util.Optional;

/**
 * Something that an adapter can do only by members of a server that are not public. The next
 * version of the server may lack them: then the service starts all the same, does without the
 * feature, and logs what that costs.
 */
public final class Feature {
  private final String cost;
  private final Optional<String> missing;

  private Feature(String cost, Optional<String> missing) {
    this.cost = cost;
    this.missing = missing;
  }

  /**
   * A feature that needs everything which the static fields of a class find by {@link Member}.
   *
   * @param cost what happens without, as a sentence
   */
  public static Feature of(Class<?> members, String cost) {
    return new Feature(cost, missing(members));
  }

  /** Whether this version of the server has all that it needs. */
  public boolean isPresent() {
    return missing.isEmpty();
  }

  /** What to tell the owner of a server that does not have it. */
  public Optional<String> advice() {
    return missing.map(
        member ->
            member
                + " is missing in this version of the server: "
                + cost
                + "; use one that lameduck-servlet has been tested on (docs/internals.md), or a"
                + " newer lameduck-servlet");
  }

  private static String textOf(Throwable failure) {
    Throwable why = failure.getCause();
    return failure.getMessage() + (why == null ? "" : " (" + why.getClass().getSimpleName() + ")");
  }

  private static Optional<String> missing(Class<?> members) {
    try {
      Class.forName(members.getName(), true, members.getClassLoader());
      return Optional.empty();
    } catch (ExceptionInInitializerError e) {
      return Optional.of(textOf(e.getCause() == null ? e : e.getCause()));
    } catch (LinkageError | ClassNotFoundException e) { // a class that the fields are of
      return Optional.of(textOf(e));
    }
  }
}
