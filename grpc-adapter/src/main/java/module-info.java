/** gRPC servers: their drain, and their health service. */
module io.lameduck.grpc {
  requires io.grpc;
  requires io.lameduck;
  requires org.slf4j;
  requires static com.google.protobuf;
  requires static io.grpc.services; // the health service of a server that is built here
  requires static io.grpc.stub;
  requires static org.jspecify;

  exports io.lameduck.grpc;
}
