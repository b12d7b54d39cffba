package io.lameduck.it.foreign;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.Iterators;
import io.grpc.CallOptions;
import io.grpc.Deadline;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.stub.ClientCalls;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The client of grpc-java: a channel that all calls share. Any thread. */
final class GrpcClient {
  private static final MethodDescriptor<byte[], byte[]> SAY_HELLO =
      method(MethodType.UNARY, "SayHello");
  private static final MethodDescriptor<byte[], byte[]> COUNT =
      method(MethodType.SERVER_STREAMING, "Count");

  /** The messages of hello.proto, as they are on the wire. */
  private static final byte[] NAME = {0x0a, 1, 'x'};

  private static final byte[] REPLY = "\n\u0008hello, x".getBytes(UTF_8);
  private static final byte[] TEN_EVERY_50_MS = {0x08, 10, 0x10, 50};

  private final ManagedChannel channel;

  private GrpcClient(URI service) {
    this.channel =
        Grpc.newChannelBuilder(service.getAuthority(), InsecureChannelCredentials.create()).build();
  }

  /** Those of one channel. */
  static List<ForeignClient> calling(URI service) {
    GrpcClient client = new GrpcClient(service);
    return List.of(client::sayHello, client::sayHello, client::sayHello, client::count);
  }

  private int sayHello() throws IOException {
    byte[] reply = ClientCalls.blockingUnaryCall(channel, SAY_HELLO, options(), NAME);
    if (!Arrays.equals(reply, REPLY)) {
      throw new IOException("another reply: " + new String(reply, UTF_8));
    }
    return 1;
  }

  private int count() throws IOException {
    int replies =
        Iterators.size(
            ClientCalls.blockingServerStreamingCall(channel, COUNT, options(), TEN_EVERY_50_MS));
    if (replies != 10) {
      throw new IOException("only " + replies);
    }
    return 1;
  }

  private static CallOptions options() {
    return CallOptions.DEFAULT.withDeadline(Deadline.after(10, TimeUnit.SECONDS));
  }

  private static MethodDescriptor<byte[], byte[]> method(MethodType type, String name) {
    return MethodDescriptor.newBuilder(new Bytes(), new Bytes())
        .setType(type)
        .setFullMethodName("lameduck.examples.Hello/" + name)
        .build();
  }
}
