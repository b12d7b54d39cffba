package io.lameduck.grpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.grpc.BindableService;
import io.grpc.Context;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.lameduck.spi.Hold;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;

/** A service that talks in strings, of which a test can hold each call in the middle. */
final class Hello implements BindableService {
  static final String NAME = "lameduck.Hello";

  static final MethodDescriptor<String, String> SAY = method("SayHello", MethodType.UNARY);
  static final MethodDescriptor<String, String> HELD = method("Held", MethodType.UNARY);
  static final MethodDescriptor<String, String> AFTER = method("After", MethodType.UNARY);
  static final MethodDescriptor<String, String> NEVER = method("Never", MethodType.UNARY);
  static final MethodDescriptor<String, String> FAILS = method("Fails", MethodType.UNARY);
  static final MethodDescriptor<String, String> BREAKS = method("Breaks", MethodType.UNARY);
  static final MethodDescriptor<String, String> BREAKS_LATE =
      method("BreaksLate", MethodType.UNARY);
  static final MethodDescriptor<String, String> STREAM =
      method("Stream", MethodType.SERVER_STREAMING);
  static final MethodDescriptor<String, String> JOIN = method("Join", MethodType.CLIENT_STREAMING);

  private final Hold hold;

  /** Counted down when a call of {@link #NEVER} or {@link #BREAKS_LATE} has come. */
  final CountDownLatch neverAnswered = new CountDownLatch(1);

  Hello(Hold hold) {
    this.hold = hold;
  }

  @Override
  public ServerServiceDefinition bindService() {
    return ServerServiceDefinition.builder(NAME)
        .addMethod(SAY, ServerCalls.asyncUnaryCall((name, client) -> answer(client, name)))
        .addMethod(HELD, ServerCalls.asyncUnaryCall((name, client) -> answerHeld(client, name)))
        .addMethod(AFTER, ServerCalls.asyncUnaryCall((name, client) -> answerAndGoOn(client, name)))
        .addMethod(NEVER, ServerCalls.asyncUnaryCall((name, client) -> neverAnswered.countDown()))
        .addMethod(FAILS, ServerCalls.asyncUnaryCall((name, client) -> fail()))
        .addMethod(BREAKS, ServerCalls.asyncUnaryCall((name, client) -> breakDown()))
        .addMethod(BREAKS_LATE, ServerCalls.asyncUnaryCall((name, client) -> breakLate()))
        .addMethod(STREAM, ServerCalls.asyncServerStreamingCall((name, client) -> stream(client)))
        .addMethod(JOIN, ServerCalls.asyncClientStreamingCall(Hello::join))
        .build();
  }

  private static void answer(StreamObserver<String> client, String name) {
    client.onNext("hello " + name);
    client.onCompleted();
  }

  private void answerHeld(StreamObserver<String> client, String name) {
    hold.pass();
    answer(client, name);
  }

  private void answerAndGoOn(StreamObserver<String> client, String name) {
    answer(client, name);
    hold.pass();
  }

  private void stream(StreamObserver<String> client) {
    client.onNext("first");
    hold.pass();
    client.onNext("last");
    client.onCompleted();
  }

  private static StreamObserver<String> join(StreamObserver<String> client) {
    StringBuilder joined = new StringBuilder();
    return new StreamObserver<>() {
      @Override
      public void onNext(String part) {
        joined.append(part);
      }

      @Override
      public void onError(Throwable failure) {}

      @Override
      public void onCompleted() {
        answer(client, joined.toString());
      }
    };
  }

  private static void fail() {
    throw new IllegalStateException("as the test wants it");
  }

  private void breakLate() {
    neverAnswered.countDown();
    await().until(Context.current()::isCancelled);
    breakDown();
  }

  private static void breakDown() {
    throw new LinkageError("as the test wants it");
  }

  private static MethodDescriptor<String, String> method(String name, MethodType type) {
    return MethodDescriptor.<String, String>newBuilder()
        .setType(type)
        .setFullMethodName(MethodDescriptor.generateFullMethodName(NAME, name))
        .setRequestMarshaller(new Utf8())
        .setResponseMarshaller(new Utf8())
        .build();
  }

  private static final class Utf8 implements MethodDescriptor.Marshaller<String> {
    @Override
    public InputStream stream(String value) {
      return new ByteArrayInputStream(value.getBytes(UTF_8));
    }

    @Override
    public String parse(InputStream stream) {
      try {
        return new String(stream.readAllBytes(), UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
