package io.lameduck.servlet.hidden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lameduck.servlet.Application;
import io.lameduck.servlet.Rig;
import io.lameduck.spi.Drill;
import io.lameduck.spi.Hold;
import io.lameduck.spi.Http2Wire;
import io.lameduck.spi.Route;
import io.lameduck.spi.Server;
import io.lameduck.spi.Wire;
import java.util.List;
import java.util.concurrent.Callable;

/** A service that is drained: what it serves, and what its server advises. */
public abstract class DrainWithout implements Callable<List<String>> {
  /** A server that speaks HTTP/1.1 and HTTP/2 without TLS. */
  protected abstract Rig rig() throws Exception;

  @Override
  public final List<String> call() throws Exception {
    Rig rig = rig();
    Hold hold = new Hold();
    Route held =
        Route.at(
            "/held",
            call -> {
              hold.pass();
              call.answer(200, "held");
            });
    Route quick = Route.at("/quick", call -> call.answer(200, "quick"));
    Server server = rig.adapter(Application.of(List.of(held, quick)));
    try (Drill service = new Drill(server).start();
        Wire idle = Wire.to(rig.port());
        Wire busy = Wire.to(rig.port());
        Http2Wire http2 = Http2Wire.to(rig.port())) {
      assertThat(idle.get("/quick").reply().status()).isEqualTo(200);
      busy.get("/held");
      hold.awaitArrival();
      int stream = http2.get("/quick");
      assertThat(http2.status(stream)).isEqualTo(200);
      service.beginLameDuck();
      try (Wire late = Wire.to(rig.port())) {
        assertThat(late.get("/quick").reply().status()).isEqualTo(200);
      }
      service.letGo();
      await().until(service::drainGoesOn);
      hold.release();
      assertThat(busy.reply().status()).isEqualTo(200);
      service.assertDrained();
      return server.advice();
    } finally {
      hold.release();
      rig.stop();
    }
  }
}
