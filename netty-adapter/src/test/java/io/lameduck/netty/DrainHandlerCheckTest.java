package io.lameduck.netty;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lameduck.netty.Pipelines.Pipeline;
import io.lameduck.spi.Drill;
import io.lameduck.spi.Http2Wire;
import io.lameduck.spi.Wire;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@ExtendWith(EventLoops.class)
@Execution(ExecutionMode.SAME_THREAD) // System.err is that of the process
@Timeout(60)
class DrainHandlerCheckTest {
  private static final String WARNING = "no drain handler in the pipeline of ";

  private final NettyRig rig = new NettyRig();
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
  private Drill drill;

  @BeforeEach
  void readTheLog() {
    System.setErr(new PrintStream(logged, true, UTF_8));
  }

  @AfterEach
  void end() throws Exception {
    System.setErr(err);
    drill.close();
    rig.stop();
  }

  @Test
  void aPipelineOfHttp1WithoutADrainHandlerIsWarnedOfOnce() throws Exception {
    serve(pipeline -> pipeline.addLast(new HttpServerCodec()).addLast(new InOrderHandler(true)));
    getOnAConnection();
    await().untilAsserted(() -> assertThat(warnings()).isEqualTo(1));
    assertThat(logged.toString(UTF_8))
        .contains(WARNING + "/127.0.0.1:" + rig.port())
        .contains("add new HttpDrainHandler() right behind HttpServerCodec");
    getOnAConnection();
    assertThat(warnings()).isEqualTo(1);
  }

  @Test
  void aPipelineOfHttp2WithoutADrainHandlerIsWarnedOf() throws Exception {
    serve(pipeline -> pipeline.addLast(Http2FrameCodecBuilder.forServer().build()));
    try (Http2Wire wire = Http2Wire.to(rig.port())) {
      wire.get("/");
      await().untilAsserted(() -> assertThat(warnings()).isEqualTo(1));
    }
    assertThat(logged.toString(UTF_8)).contains("add new Http2DrainHandler() right behind");
  }

  /** The handler comes only with the first request, as in many pipelines of two protocols. */
  @Test
  void aPipelineThatHasADrainHandlerIsNotWarnedOf() throws Exception {
    serve(Pipelines.OURS.clear(() -> new InOrderHandler(true)));
    getOnAConnection();
    try (Http2Wire wire = Http2Wire.to(rig.port())) {
      assertThat(wire.status(wire.get("/"))).isEqualTo(200);
    }
    drill.drain();
    drill.assertDrained();
    assertThat(warnings()).isZero();
  }

  private void serve(Pipeline pipeline) {
    drill = new Drill(rig.serve(pipeline)).start();
  }

  private void getOnAConnection() throws IOException {
    try (Wire wire = Wire.to(rig.port())) {
      assertThat(wire.get("/").reply().status()).isEqualTo(200);
    }
  }

  private long warnings() {
    return logged.toString(UTF_8).lines().filter(line -> line.contains(WARNING)).count();
  }
}
