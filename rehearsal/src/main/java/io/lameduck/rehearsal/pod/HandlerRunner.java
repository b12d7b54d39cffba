package io.lameduck.rehearsal.pod;

import io.lameduck.rehearsal.model.Exec;
import io.lameduck.rehearsal.model.GrpcCheck;
import io.lameduck.rehearsal.model.Handler;
import io.lameduck.rehearsal.model.HttpGet;
import io.lameduck.rehearsal.model.Sleep;
import io.lameduck.rehearsal.model.TcpConnect;
import java.time.Duration;

/** Does what a probe or a preStop hook is to do. */
interface HandlerRunner {
  static HandlerRunner of(Handler handler) {
    if (handler instanceof HttpGet get) {
      return new HttpGetRunner(get);
    }
    if (handler instanceof GrpcCheck check) {
      return new GrpcCheckRunner(check);
    }
    if (handler instanceof TcpConnect connect) {
      return new TcpConnectRunner(connect);
    }
    if (handler instanceof Exec exec) {
      return new ExecRunner(exec);
    }
    return new SleepRunner((Sleep) handler);
  }

  /**
   * Does it, on the calling thread.
   *
   * @param caller for whom, which an HTTP server may want to know
   * @param timeout how long it may take
   * @throws HandlerFailed if it took longer, or did not succeed
   */
  void handle(Container container, Caller caller, Duration timeout)
      throws HandlerFailed, InterruptedException;
}
