package io.lameduck.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import io.lameduck.rehearsal.model.PodSpec;
import io.lameduck.rehearsal.pod.Signal;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Ten thousand idle connections, whose clients will all connect again when they are closed. */
@Tag("timing")
@Timeout(180)
class IdleCrowdIT {
  private static final int CROWD = 10_000;
  private static final Duration LINGER = Duration.ofSeconds(1);

  @RegisterExtension final Instances instances = new Instances();

  @BeforeEach
  void enoughFiles() {
    long max =
        ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
            .getMaxFileDescriptorCount();
    assumeTrue(max > CROWD + 500, "a process may open no more than " + max + " files");
  }

  @Test
  void isClosedBitByBit() throws Exception {
    PodSpec netty =
        Java.onALaptop(Example.of("netty")).with("LAMEDUCK_IDLE_LINGER", LINGER.toSeconds() + "s");
    Instance instance = instances.start(netty);
    instance.awaitReady();
    try (IdleCrowd crowd = IdleCrowd.of(CROWD, instance.port())) {
      instance.signal(Signal.TERM);
      List<Duration> ends = crowd.ends(Duration.ofSeconds(20));
      Map<Long, Long> perTenth =
          ends.stream()
              .collect(Collectors.groupingBy(end -> end.toMillis() / 100, Collectors.counting()));
      System.out.println("idle connections closed per tenth of a second: " + perTenth);
      assertThat(ends.get(CROWD - 1)).isGreaterThan(LINGER.multipliedBy(7).dividedBy(10));
      assertThat(perTenth.values()).allMatch(closed -> closed < CROWD / 3);
      End end = instance.awaitEnd();
      assertThat(end.exitCode()).isZero();
      assertThat(end.afterSignal()).isLessThan(LINGER.multipliedBy(8));
    }
  }
}
