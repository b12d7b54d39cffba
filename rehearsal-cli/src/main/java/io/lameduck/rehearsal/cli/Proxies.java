package io.lameduck.rehearsal.cli;

import io.lameduck.rehearsal.model.ProxyKind;
import java.util.Arrays;
import java.util.Iterator;

/** The proxies there are, for the completion of a shell. */
final class Proxies implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return Arrays.stream(ProxyKind.values()).map(ProxyKind::label).iterator();
  }
}
