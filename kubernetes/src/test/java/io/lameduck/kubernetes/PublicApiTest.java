package io.lameduck.kubernetes;

import io.lameduck.spi.PublicApiContract;
import java.util.stream.Stream;

/** What stays as it is from 0.1.0 on. */
class PublicApiTest extends PublicApiContract {
  PublicApiTest() {
    super(KubernetesPod.class);
  }

  static Stream<String> packages() {
    return Stream.of("io.lameduck.kubernetes");
  }
}
