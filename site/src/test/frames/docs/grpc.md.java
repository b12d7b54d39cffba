import io.grpc.BindableService;
import io.grpc.ServerBuilder;
import io.lameduck.Lameduck;
import io.lameduck.grpc.GrpcServer;

class Frame {
  void main(BindableService orders) throws Exception {
    // snippet
  }
}
