package io.lameduck.kubernetes;

import static io.lameduck.kubernetes.FakeApi.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lameduck.Exit;
import io.lameduck.Lameduck;
import io.lameduck.Ticket;
import io.lameduck.spi.SelfSigned;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The answer of the API on its way into the end of a service. */
class ShutdownOfAPodTest {
  @TempDir private Path folder;

  @Test
  void goesByWhatTheApiSays() throws Exception {
    SelfSigned certificate = SelfSigned.in(folder);
    MountedAccount account = MountedAccount.in(folder, certificate);
    Path message = Files.createFile(folder.resolve("termination-log"));
    String pod = Pods.hooked(Pods.disrupted(NOW.plusSeconds(8), "EvictionByEvictionAPI"));
    try (FakeApi api = new FakeApi(certificate, FakeApi.pod(pod))) {
      Lameduck lameduck =
          Lameduck.builder()
              .environment(Map.of("LAMEDUCK_TERMINATION_LOG", message.toString()))
              .exit(Exit.none())
              .orchestrator(account.pod(api, Duration.ofSeconds(2)))
              .start();
      Ticket ticket = lameduck.inFlight().enter("message 42");
      terminate();
      await().until(() -> Files.readString(message).contains("SIGKILL"));
      ticket.close();
      lameduck.stop();
    }
    assertThat(message)
        .content()
        .matches(
            "lameduck: drained after SIGTERM \\(EvictionByEvictionAPI, SIGKILL after [4-8]\\.\\ds,"
                + " not 30\\.0s\\) in .*; exit 0");
  }

  /** The service hears it, and has {@link Exit#none()}. */
  private static void terminate() throws Exception {
    String self = Long.toString(ProcessHandle.current().pid());
    assertThat(new ProcessBuilder("kill", "-TERM", self).start().waitFor()).isZero();
  }
}
