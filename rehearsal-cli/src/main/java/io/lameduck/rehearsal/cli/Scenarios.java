package io.lameduck.rehearsal.cli;

import io.lameduck.rehearsal.file.ScenarioFile;
import java.util.Iterator;

/** The scenarios that a shell can complete. */
final class Scenarios implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return ScenarioFile.BUILT_IN.iterator();
  }
}
