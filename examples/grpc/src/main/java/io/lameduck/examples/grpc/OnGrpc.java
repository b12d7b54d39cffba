package io.lameduck.examples.grpc;

import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.ServerBuilder;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.lameduck.Lameduck;
import io.lameduck.grpc.GrpcServer;

/** A small service on gRPC that drops no call when it is told to end. */
public final class OnGrpc {
  private OnGrpc() {}

  public static void main(String[] args) throws Exception {
    Lameduck.guard(OnGrpc::start); // what it throws becomes the termination message
  }

  private static void start() {
    int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "9090"));
    ServerBuilder<?> builder =
        Grpc.newServerBuilderForPort(port, InsecureServerCredentials.create())
            .addService(new HelloService())
            .addService(ProtoReflectionServiceV1.newInstance()); // grpcurl asks it

    Lameduck.builder().serve(GrpcServer.of(builder)).start();
  }
}
