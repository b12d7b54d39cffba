package io.lameduck.it.foreign;

import java.net.http.HttpClient.Version;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** The foreign clients, by the protocol that the service speaks. */
public final class Visitors {
  private static final Duration SHORT = Duration.ofMillis(20);
  private static final Duration LONG = Duration.ofMillis(100);

  private Visitors() {}

  /** Of a service that speaks HTTP/2 without TLS, whether by prior knowledge or by an upgrade. */
  public static List<Visitor> http() {
    return Stream.concat(Stream.of(netty(), jdk(Jdk.newest()), h2load()), curls()).toList();
  }

  public static List<Visitor> grpc() {
    return List.of(Visitor.of("grpc-java", SHORT, GrpcClient::calling));
  }

  private static Visitor netty() {
    String stream = "/stream?n=10&ms=30";
    return Visitor.of(
        "Netty",
        SHORT,
        service ->
            NettyClient.asking(service, "/", "/", "/", "/slow?ms=200", "/slow?ms=500", stream));
  }

  /**
   * Before JDK 24 it fails all that is in flight on a connection when a GOAWAY comes, even one that
   * leaves every stream open, and with it answers it has received and not yet read (JDK-8335181):
   * only over HTTP/1.1 can it do without failures on a busy machine.
   */
  private static Visitor jdk(Jdk jdk) {
    Version version = jdk.version() >= 24 ? Version.HTTP_2 : Version.HTTP_1_1;
    return Visitor.of(
        "HttpClient of JDK " + jdk.version() + " over " + version,
        LONG,
        service ->
            Stream.generate(() -> JdkProcess.asking(jdk, version, service))
                .<ForeignClient>map(client -> client)
                .limit(4)
                .toList());
  }

  private static Visitor h2load() {
    return Visitor.of("h2load", LONG, service -> List.of(H2load.asking(service, 5, 10)))
        .unless(H2load.TOOL.missing("nghttp2"));
  }

  private static Stream<Visitor> curls() {
    String missing = Curl.TOOL.missing("HTTP2");
    return Stream.of(
            Visitor.of(
                "curl", LONG, service -> Collections.nCopies(2, Curl.byPriorKnowledge(service))),
            Visitor.of("curl, one by one", LONG, service -> List.of(Curl.byUpgrade(service, 10))),
            Visitor.of("curl, all at once", LONG, service -> List.of(Curl.allAtOnce(service, 10))))
        .map(curl -> curl.unless(missing));
  }
}
