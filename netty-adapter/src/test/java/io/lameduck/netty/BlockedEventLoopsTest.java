package io.lameduck.netty;

import io.lameduck.spi.FewThreadsContract;
import io.lameduck.spi.Route;
import io.lameduck.spi.Server;
import java.util.List;

/** Handlers block event loops, as many do: nobody looks at the connections of these meanwhile. */
class BlockedEventLoopsTest extends FewThreadsContract {
  private NettyRig rig;

  @Override
  protected Server server(int threads, List<Route> routes) {
    rig = NettyRig.blocking(threads);
    return rig.routes(routes, Pipelines.OURS::http1);
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
