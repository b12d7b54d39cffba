package io.lameduck.internal.health;

import io.lameduck.probe.Probes;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tells the state of a service without HTTP, for exec probes. The readiness file exists while the
 * service is ready. The liveness file is touched every 5 s while it is alive, so that the probe has
 * to look at its age: a process that hangs touches nothing.
 *
 * <p>A file that cannot be written is logged, when that begins and when it ends, and tried again.
 * It fails its probe but nothing else. The files are written by the thread that times the checks:
 * keep them on a file system that does not hang, such as an {@code emptyDir} in memory.
 */
public final class ProbeFiles {
  private final BackgroundLoop loop;
  private final Probes probes;
  private final @Nullable Path ready;
  private final @Nullable Path alive;

  /** Files of one service, each left out if its path is null. */
  public ProbeFiles(
      BackgroundLoop loop, Probes probes, @Nullable Path ready, @Nullable Path alive) {
    Objects.requireNonNull(loop, "loop");
    Objects.requireNonNull(probes, "probes");
    this.loop = loop;
    this.probes = probes;
    this.ready = ready;
    this.alive = alive;
  }

  /**
   * Starts to keep the files, until the loop is closed. A readiness file left over from an earlier
   * process is gone when this returns. To be called once; {@link BackgroundLoop#wake()} has to tell
   * every change of the {@link ServiceState}. Without paths it does nothing and takes no thread.
   */
  public void start() {
    long now = loop.time().nanos();
    if (ready != null) {
      start(new ReadyFile(file("readiness", ready), probes::ready), now);
    }
    if (alive != null) {
      start(new AliveFile(file("liveness", alive), probes::alive, now), now);
    }
  }

  private void start(Tickable file, long now) {
    file.tick(now);
    loop.add(file);
  }

  private ProbeFile file(String what, Path path) {
    return new ProbeFile(what, path, loop.log());
  }
}
