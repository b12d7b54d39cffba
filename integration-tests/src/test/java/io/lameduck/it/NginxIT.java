package io.lameduck.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.rehearsal.Rehearsal;
import io.lameduck.rehearsal.RehearsalResult;
import io.lameduck.rehearsal.model.PodSpec;
import io.lameduck.rehearsal.model.ProxyKind;
import io.lameduck.rehearsal.model.StartFailed;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The promise of the library holds behind an nginx that keeps connections to the pods. */
@ResourceLock(LoadOf.ONE_AT_A_TIME)
@Timeout(300)
class NginxIT {
  @Test
  void noRequestFailsWhenNginxAsks() throws Exception {
    RehearsalResult result = rehearse("nginx", rehearsal(Example.hello())).assertPassed();
    assertThat(result.report().results().byPod()).containsKeys("hello-1", "hello-3");
  }

  /** Without this one the other would prove nothing: nginx knows neither new pod yet. */
  @Test
  void requestsFailWithoutALameDuck() throws Exception {
    PodSpec hasty =
        Example.hello()
            .with("LAMEDUCK_PROPAGATION_DELAY", "0s")
            .with("LAMEDUCK_PROPAGATION_MAX", "0s")
            .with("LAMEDUCK_QUIET_PERIOD", "0s");
    Rehearsal rehearsal = rehearsal(hasty).endAtFirstFailure();
    RehearsalResult result = rehearse("nginx-without-lame-duck", rehearsal);
    assertThat(result.report().results().failures()).isNotEmpty();
  }

  private static Rehearsal rehearsal(PodSpec hello) {
    return Rehearsal.of(Probed.often(hello))
        .through(ProxyKind.NGINX)
        .clients(LoadOf.everyKindOfHttp11())
        .propagation(Regime.LATE.propagation())
        .startTimeout(Instance.START);
  }

  private static RehearsalResult rehearse(String name, Rehearsal rehearsal) throws Exception {
    Path folder = Path.of(System.getProperty("it.out", "target/it"), name);
    try {
      return rehearsal.reportTo(folder).rollingUpdate();
    } catch (StartFailed e) {
      Assumptions.assumeFalse(
          e.reason() == StartFailed.Reason.COMMAND_NOT_FOUND, String.valueOf(e.getMessage()));
      throw e;
    }
  }
}
