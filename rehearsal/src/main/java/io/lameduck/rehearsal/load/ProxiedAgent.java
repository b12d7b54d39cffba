package io.lameduck.rehearsal.load;

import io.lameduck.rehearsal.model.FailureKind;
import java.util.EnumSet;
import java.util.Set;

/**
 * Asks through a proxy, and once more if the proxy cuts the connection before an answer. A proxy
 * that reloads its configuration closes idle connections without announcing it; what a pod cuts is
 * an answer of the proxy, 502, and never a cut.
 */
record ProxiedAgent(UserAgent agent) implements UserAgent {
  private static final Set<FailureKind> CUT =
      EnumSet.of(
          FailureKind.EOF_ON_NEW,
          FailureKind.EOF_ON_REUSED,
          FailureKind.RESET_ON_NEW,
          FailureKind.RESET_ON_REUSED);

  @Override
  public String ask() throws RequestFailed, InterruptedException {
    try {
      return agent.ask();
    } catch (RequestFailed e) {
      if (CUT.contains(e.kind())) {
        return agent.ask();
      }
      throw e;
    }
  }

  @Override
  public boolean isEndless() {
    return agent.isEndless();
  }

  @Override
  public void close() {
    agent.close();
  }
}
