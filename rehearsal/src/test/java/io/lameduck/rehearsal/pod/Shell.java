package io.lameduck.rehearsal.pod;

import io.lameduck.rehearsal.model.Exec;
import io.lameduck.rehearsal.model.Handler;
import io.lameduck.rehearsal.model.PodSpec;
import java.util.List;

/** Services of a line or two, for which a shell is enough. */
final class Shell {
  /** Serves nothing, and exits with 0 at SIGTERM, in a moment. */
  static final String OBEDIENT = "trap 'exit 0' TERM; while :; do sleep 0.02; done";

  /** Serves nothing, and does not heed SIGTERM. */
  static final String DEAF = "trap '' TERM; echo deaf; while :; do sleep 0.02; done";

  private Shell() {}

  static PodSpec running(String script) {
    return PodSpec.of("shell", List.of("sh", "-c", script));
  }

  static Handler succeedsIf(String condition) {
    return new Exec(List.of("sh", "-c", condition));
  }
}
