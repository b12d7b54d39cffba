package io.lameduck.netty;

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
import java.util.function.Function;
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
      super(Pipelines::http1);
    }

    @Override
    protected int requestsUnderLoad() {
      return 20_000;
    }
  }

  @Nested
  class OverHttps extends RiggedDrain {
    OverHttps() {
      super(application -> Pipelines.secureHttp1(certificate, application));
    }

    @Override
    protected Wire connect() throws IOException {
      return certificate.connect(port());
    }
  }

  @Nested
  class OverHttpWhereHttp2IsSpokenToo extends RiggedDrain {
    OverHttpWhereHttp2IsSpokenToo() {
      super(Pipelines::clear);
    }
  }

  @Nested
  class OverHttp2 extends RiggedHttp2 {
    OverHttp2() {
      super(Pipelines::clear);
    }
  }

  @Nested
  class OverHttp2InOnePipeline extends RiggedHttp2 {
    OverHttp2InOnePipeline() {
      super(null);
    }

    @Override
    protected Server server(List<Route> routes) {
      return rig.framedRoutes(routes);
    }
  }

  @Nested
  class OverHttp2WithTls extends RiggedHttp2 {
    OverHttp2WithTls() {
      super(application -> Pipelines.secure(certificate, application));
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
      return rig.routes(routes, Pipelines::http1);
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
      return rig.routes(routes, Pipelines::http1);
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
      return rig.routes(routes, Pipelines::closing);
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
  class OverWebSocket extends WebSocketContract {
    private final NettyRig rig = new NettyRig();

    @Override
    protected Server server(List<Route> routes) {
      return rig.routes(routes, Pipelines::http1);
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

  private abstract static class RiggedDrain extends DrainContract {
    private final NettyRig rig = new NettyRig();
    private final Function<Supplier<ChannelHandler>, Pipeline> pipeline;

    RiggedDrain(Function<Supplier<ChannelHandler>, Pipeline> pipeline) {
      this.pipeline = pipeline;
    }

    @Override
    protected Server server(List<Route> routes) {
      return rig.routes(routes, pipeline);
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

  private abstract static class RiggedHttp2 extends Http2Contract {
    final NettyRig rig = new NettyRig();
    private final Function<Supplier<ChannelHandler>, Pipeline> pipeline;

    RiggedHttp2(Function<Supplier<ChannelHandler>, Pipeline> pipeline) {
      this.pipeline = pipeline;
    }

    @Override
    protected Server server(List<Route> routes) {
      return rig.routes(routes, pipeline);
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
}
