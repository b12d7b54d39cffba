package io.lameduck.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.WorkInFlight;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every server calls a request in log and message: its method and path, and no secret. */
abstract class DescriptionContract {
  abstract Fixture fixture();

  @ParameterizedTest
  // No user information: Jetty refuses it by itself.
  @ValueSource(
      strings = {"/held;jsessionid=secret?token=secret", "http://localhost/held?token=secret"})
  void isMethodAndPath(String target) throws Exception {
    Drill drill = fixture().drill().start();
    fixture().open().get(target);
    fixture().hold().awaitArrival();
    assertThat(drill.inFlight().list(2))
        .extracting(WorkInFlight::description)
        .containsExactly("GET /held");
  }
}
