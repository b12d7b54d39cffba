import io.lameduck.Lameduck;
import io.lameduck.probe.Heartbeat;
import io.lameduck.probe.StandardChecks;

class Frame {
  interface Pool {
    void ping() throws Exception;
  }

  void main(Pool pool, Heartbeat heartbeat) throws Exception {
    Lameduck.builder()
    // snippet
    // snippet
    .start();
  }
}
