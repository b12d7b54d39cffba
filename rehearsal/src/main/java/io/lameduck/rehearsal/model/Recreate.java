package io.lameduck.rehearsal.model;

/** All pods go at once, and only when they are gone new ones are started. */
public record Recreate() implements Step {
  @Override
  public String toString() {
    return "recreate";
  }
}
