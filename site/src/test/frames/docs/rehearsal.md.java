import io.lameduck.rehearsal.model.GrpcCheck;
import io.lameduck.rehearsal.model.HttpGet;
import io.lameduck.rehearsal.model.PodSpec;
import io.lameduck.rehearsal.model.ProbeSpec;

class Frame {
  void probes() {
    // snippet
  }
}
