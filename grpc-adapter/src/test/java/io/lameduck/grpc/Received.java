package io.lameduck.grpc;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** What a client has received of one call. */
final class Received<T> implements StreamObserver<T> {
  private static final int PATIENCE_SECONDS = 10;

  private final List<T> messages = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Status> end = new CompletableFuture<>();

  List<T> messages() {
    return messages;
  }

  boolean ended() {
    return end.isDone();
  }

  /** Waits for the end of the call. */
  Status.Code end() throws Exception {
    return end.get(PATIENCE_SECONDS, TimeUnit.SECONDS).getCode();
  }

  @Override
  public void onNext(T message) {
    messages.add(message);
  }

  @Override
  public void onError(Throwable failure) {
    end.complete(Status.fromThrowable(failure));
  }

  @Override
  public void onCompleted() {
    end.complete(Status.OK);
  }
}
