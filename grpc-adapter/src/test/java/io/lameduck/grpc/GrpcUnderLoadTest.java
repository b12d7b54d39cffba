package io.lameduck.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.NameResolverRegistry;
import io.grpc.Status;
import io.lameduck.spi.Drill;
import io.lameduck.spi.Hold;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

/**
 * Two servers, of which one leaves while clients call: the other is there for whoever has to go.
 */
@Timeout(60)
class GrpcUnderLoadTest {
  private static final int CLIENTS = 5;
  private static final int CALLS = 100;

  private final LocalPorts resolver = new LocalPorts();
  private final GrpcServer leaving = server();
  private final GrpcServer staying = server();
  private final Drill drill = new Drill(leaving);
  private final Drill other = new Drill(staying);
  private List<Client> clients = List.of();

  @BeforeEach
  void connect() {
    drill.start();
    other.start();
    NameResolverRegistry.getDefaultRegistry().register(resolver);
    clients = IntStream.range(0, CLIENTS).mapToObj(i -> client()).toList();
    clients.forEach(client -> client.call(Hello.SAY, "duck"));
  }

  @AfterEach
  void end() {
    clients.forEach(Client::close);
    NameResolverRegistry.getDefaultRegistry().deregister(resolver);
    drill.close();
    other.close();
  }

  @RepeatedTest(5)
  void noCallFailsAndEachIsCountedOnce() throws Exception {
    List<Received<String>> calls = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      if (i == CALLS / 2) {
        drill.drain();
      }
      calls.add(clients.get(i % CLIENTS).begin(Hello.SAY, "duck"));
    }
    for (Received<String> call : calls) {
      assertThat(call.end()).isEqualTo(Status.Code.OK);
      assertThat(call.messages()).containsExactly("hello duck");
    }
    drill.assertDrained();
    other.drain();
    other.assertDrained();
    long served = drill.report().traffic().served();
    assertThat(served).isGreaterThanOrEqualTo(CLIENTS);
    assertThat(served + other.report().traffic().served()).isEqualTo(CLIENTS + CALLS);
    assertThat(drill.inFlight().count()).isZero();
  }

  private Client client() {
    String target = LocalPorts.target(port(leaving), port(staying));
    return new Client(Grpc.newChannelBuilder(target, InsecureChannelCredentials.create()).build());
  }

  private static GrpcServer server() {
    return GrpcServer.of(GrpcServerTest.onPort(0).addService(new Hello(new Hold())));
  }

  private static int port(GrpcServer server) {
    return server.ports().iterator().next();
  }
}
