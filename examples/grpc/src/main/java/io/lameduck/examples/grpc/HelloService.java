package io.lameduck.examples.grpc;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;

/** Says hello, and counts. */
final class HelloService extends HelloGrpc.HelloImplBase {
  @Override
  public void sayHello(HelloRequest request, StreamObserver<HelloReply> client) {
    client.onNext(HelloReply.newBuilder().setMessage("hello, " + request.getName()).build());
    client.onCompleted();
  }

  @Override
  public void count(CountRequest request, StreamObserver<CountReply> client) {
    try {
      for (int number = 1; number <= request.getN(); number++) {
        Thread.sleep(request.getIntervalMs());
        client.onNext(CountReply.newBuilder().setNumber(number).build());
      }
      client.onCompleted();
    } catch (InterruptedException e) {
      client.onError(Status.CANCELLED.withCause(e).asRuntimeException());
    }
  }
}
