package io.lameduck.netty;

import static io.lameduck.netty.Pipelines.OF_OTHERS;
import static io.lameduck.netty.Pipelines.OURS;

import io.lameduck.netty.Pipelines.Pipeline;
import io.lameduck.spi.AfterTheDrainContract;
import io.lameduck.spi.ClosingListenerContract;
import io.lameduck.spi.DrainContract;
import io.lameduck.spi.Http2Contract;
import io.lameduck.spi.Http2Wire;
import io.lameduck.spi.MalformedLinesContract;
import io.lameduck.spi.Route;
import io.lameduck.spi.SelfSigned;
import io.lameduck.spi.Server;
import io.lameduck.spi.WebSocketContract;
import io.lameduck.spi.Wire;
import io.netty.channel.ChannelHandler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Netty is held to what every server owes, over all it speaks. */
@ExtendWith(EventLoops.class)
class NettyServerTest {
  private static SelfSigned certificate;

  @BeforeAll
  static void makeCertificate(@TempDir Path dir) throws Exception {
    certificate = SelfSigned.in(dir);
  }

  @Nested
  class OverHttp extends RiggedDrain {
    OverHttp() {
      super(OURS, Pipelines::http1);
    }

    @Override
    protected int requestsUnderLoad() {
      return 20_000;
    }
  }

  @Nested
  class OverHttps extends RiggedDrain {
    OverHttps() {
      super(OURS, (whose, application) -> whose.secureHttp1(certificate, application));
    }

    @Override
    protected Wire connect() throws IOException {
      return certificate.connect(port());
    }
  }

  @Nested
  class OverHttpWhereHttp2IsSpokenToo extends RiggedDrain {
    OverHttpWhereHttp2IsSpokenToo() {
      super(OURS, Pipelines::clear);
    }
  }

  @Nested
  class OverHttp2 extends RiggedHttp2 {
    OverHttp2() {
      super(OURS, Pipelines::clear);
    }
  }

  @Nested
  class OverHttp2InOnePipeline extends RiggedHttp2 {
    OverHttp2InOnePipeline() {
      super(OURS, Pipelines::framed);
    }

    @Override
    protected Server server(List<Route> routes) {
      return rigged.rig().framedRoutes(routes);
    }
  }

  @Nested
  class OverHttp2WithTls extends RiggedHttp2 {
    OverHttp2WithTls() {
      super(OURS, (whose, application) -> whose.secure(certificate, application));
    }

    @Override
    protected Http2Wire connect() throws IOException {
      return Http2Wire.to(port(), certificate);
    }
  }

  @Nested
  class AfterTheDrain extends AfterTheDrainContract {
    private final NettyRig rig = new NettyRig();

    @Override
    protected Server server(List<Route> routes) {
      return rig.routes(routes, OURS::http1);
    }

    @Override
    protected int port() {
      return rig.port();
    }

    @Override
    protected void ended() throws Exception {
      rig.stop();
    }
  }

  @Nested
  class ClosingListener extends ClosingListenerContract {
    private NettyRig rig;

    @Override
    protected Server server(List<Route> routes) {
      rig = new NettyRig();
      return rig.routes(routes, OURS::http1);
    }

    @Override
    protected int port() {
      return rig.port();
    }

    @Override
    protected void ended() throws Exception {
      rig.stop();
    }
  }

  @Nested
  class MalformedLines extends MalformedLinesContract {
    private final NettyRig rig = new NettyRig();

    @Override
    protected int startPlain(List<Route> routes) throws Exception {
      return rig.startPlain(routes);
    }

    @Override
    protected Server server(List<Route> routes) {
      return rig.routes(routes, OURS::closing);
    }

    @Override
    protected int port() {
      return rig.port();
    }

    @Override
    protected void ended() throws Exception {
      rig.stop();
    }
  }

  @Nested
  class OverWebSocket extends RiggedWebSocket {
    OverWebSocket() {
      super(OURS);
    }
  }

  /** Pipelines that know nothing of the library. */
  @Nested
  class WithPipelinesOfOthers {
    @Nested
    class OverHttp extends RiggedDrain {
      OverHttp() {
        super(OF_OTHERS, Pipelines::http1);
      }
    }

    @Nested
    class OverHttps extends RiggedDrain {
      OverHttps() {
        super(OF_OTHERS, (whose, application) -> whose.secure(certificate, application));
      }

      @Override
      protected Wire connect() throws IOException {
        return certificate.connect(port());
      }
    }

    @Nested
    class OverHttp2 extends RiggedHttp2 {
      OverHttp2() {
        super(OF_OTHERS, Pipelines::clear);
      }
    }

    @Nested
    class OverHttp2WithTls extends RiggedHttp2 {
      OverHttp2WithTls() {
        super(OF_OTHERS, (whose, application) -> whose.secure(certificate, application));
      }

      @Override
      protected Http2Wire connect() throws IOException {
        return Http2Wire.to(port(), certificate);
      }
    }

    @Nested
    class OverHttp2WithoutFrames extends RiggedHttp2 {
      OverHttp2WithoutFrames() {
        super(OF_OTHERS, (whose, handler) -> Pipelines.plainHttp2(handler));
      }

      @Override
      protected Server server(List<Route> routes) {
        return rigged.rig().plainHttp2Routes(routes, Pipelines::plainHttp2).insertingHandlers();
      }
    }

    @Nested
    class OverWebSocket extends RiggedWebSocket {
      OverWebSocket() {
        super(OF_OTHERS);
      }
    }
  }

  private abstract static class RiggedDrain extends DrainContract {
    private final Rigged rigged;

    RiggedDrain(Pipelines whose, Speaking protocol) {
      rigged = new Rigged(whose, protocol);
    }

    @Override
    protected Server server(List<Route> routes) {
      return rigged.server(routes);
    }

    @Override
    protected int port() {
      return rigged.rig().port();
    }

    @Override
    protected void ended() throws Exception {
      rigged.rig().stop();
    }
  }

  private abstract static class RiggedHttp2 extends Http2Contract {
    final Rigged rigged;

    RiggedHttp2(Pipelines whose, Speaking protocol) {
      rigged = new Rigged(whose, protocol);
    }

    @Override
    protected Server server(List<Route> routes) {
      return rigged.server(routes);
    }

    @Override
    protected int port() {
      return rigged.rig().port();
    }

    @Override
    protected void ended() throws Exception {
      rigged.rig().stop();
    }
  }

  private abstract static class RiggedWebSocket extends WebSocketContract {
    private final Rigged rigged;

    RiggedWebSocket(Pipelines whose) {
      rigged = new Rigged(whose, Pipelines::http1);
    }

    @Override
    protected Server server(List<Route> routes) {
      return rigged.server(routes);
    }

    @Override
    protected int port() {
      return rigged.rig().port();
    }

    @Override
    protected void ended() throws Exception {
      rigged.rig().stop();
    }
  }

  /** A pipeline that speaks some protocol, by whoever builds it. */
  private interface Speaking extends BiFunction<Pipelines, Supplier<ChannelHandler>, Pipeline> {}

  private record Rigged(NettyRig rig, Pipelines whose, Speaking protocol) {
    Rigged(Pipelines whose, Speaking protocol) {
      this(new NettyRig(), whose, protocol);
    }

    Server server(List<Route> routes) {
      NettyServer server = rig.routes(routes, application -> protocol.apply(whose, application));
      return whose == OURS ? server : server.insertingHandlers();
    }
  }
}
