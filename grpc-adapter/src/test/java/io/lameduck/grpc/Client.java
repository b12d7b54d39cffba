package io.lameduck.grpc;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ConnectivityState;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.TimeUnit;

/** A client with a connection of its own, which it opens with its first call. */
final class Client implements AutoCloseable {
  private final ManagedChannel channel;

  Client(ManagedChannel channel) {
    this.channel = channel;
  }

  static Client of(int port) {
    return new Client(
        Grpc.newChannelBuilderForAddress("localhost", port, InsecureChannelCredentials.create())
            .build());
  }

  /** One that names itself, to which gRPC adds its own name. */
  static Client of(int port, String userAgent) {
    return new Client(
        Grpc.newChannelBuilderForAddress("localhost", port, InsecureChannelCredentials.create())
            .userAgent(userAgent)
            .build());
  }

  ManagedChannel channel() {
    return channel;
  }

  /** Whether it is connected. */
  boolean isConnected() {
    return channel.getState(false) == ConnectivityState.READY;
  }

  /** Calls, and waits for the answer. */
  String call(MethodDescriptor<String, String> method, String request) {
    return ClientCalls.blockingUnaryCall(channel, method, options(), request);
  }

  /** Calls, and goes on. */
  Received<String> begin(MethodDescriptor<String, String> method, String request) {
    Received<String> received = new Received<>();
    ClientCall<String, String> call = channel.newCall(method, CallOptions.DEFAULT);
    if (method.getType() == MethodDescriptor.MethodType.UNARY) {
      ClientCalls.asyncUnaryCall(call, request, received);
    } else {
      ClientCalls.asyncServerStreamingCall(call, request, received);
    }
    return received;
  }

  /** Calls, and sends as many requests as it likes. */
  StreamObserver<String> upload(
      MethodDescriptor<String, String> method, Received<String> received) {
    return ClientCalls.asyncClientStreamingCall(
        channel.newCall(method, CallOptions.DEFAULT), received);
  }

  /** The health of what has this name. */
  ServingStatus check(String name) {
    return HealthGrpc.newBlockingStub(channel)
        .withDeadlineAfter(10, TimeUnit.SECONDS)
        .check(request(name))
        .getStatus();
  }

  /** All that is to be heard of the health of what has this name. */
  Received<HealthCheckResponse> watch(String name) {
    Received<HealthCheckResponse> received = new Received<>();
    HealthGrpc.newStub(channel).watch(request(name), received);
    return received;
  }

  /** Cuts the connection, whatever it is used for. */
  @Override
  public void close() {
    channel.shutdownNow();
  }

  private static HealthCheckRequest request(String name) {
    return HealthCheckRequest.newBuilder().setService(name).build();
  }

  private static CallOptions options() {
    return CallOptions.DEFAULT.withDeadlineAfter(10, TimeUnit.SECONDS);
  }
}
