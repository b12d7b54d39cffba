package io.lameduck.rehearsal;

import io.lameduck.spi.PublicApiContract;
import java.util.stream.Stream;

/** What stays as it is from 0.1.0 on. */
class PublicApiTest extends PublicApiContract {
  PublicApiTest() {
    super(Rehearsal.class);
  }

  static Stream<String> packages() {
    return Stream.of("io.lameduck.rehearsal", "io.lameduck.rehearsal.model");
  }
}
