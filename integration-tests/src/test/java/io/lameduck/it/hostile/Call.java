package io.lameduck.it.hostile;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A call of the user's code, as a {@link Victim} prints it. */
record Call(String place, String thread) {
  private static final Pattern LINE = Pattern.compile("called (\\S+) by (.*)");

  static Call of(String place, Thread thread) {
    return new Call(place, thread.getName());
  }

  /** All that a log tells of. */
  static List<Call> in(List<String> log) {
    return log.stream()
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .map(line -> new Call(line.group(1), line.group(2)))
        .toList();
  }

  boolean of(Place kind) {
    return place.startsWith(kind + "/");
  }

  /** As {@link #in} reads it. */
  @Override
  public String toString() {
    return "called " + place + " by " + thread;
  }
}
