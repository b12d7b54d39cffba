package io.lameduck.it;

import io.lameduck.rehearsal.model.Clients;
import io.lameduck.rehearsal.model.PodSpec;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Services on frameworks that bring a Jetty are replaced under load. */
@Tag("frameworks")
@ResourceLock(LoadOf.ONE_AT_A_TIME)
@Timeout(600)
class FrameworksOnJettyIT {
  private static final List<Clients> CLIENTS = LoadOf.everyKindOfHttp11();

  @ParameterizedTest
  @EnumSource
  void noRequestToJavalinFails(Regime regime) throws Exception {
    Replaced.assertUnnoticed("javalin", Probed.often(Example.of("javalin")), CLIENTS, regime);
  }

  @Test
  void requestsToJavalinFailWithoutTheLibrary() throws Exception {
    Replaced.assertNoticed("plain-javalin", plain("javalin"), CLIENTS);
  }

  @ParameterizedTest
  @EnumSource
  void noRequestToDropwizardFails(Regime regime) throws Exception {
    Replaced.assertUnnoticed("dropwizard", Probed.often(Example.of("dropwizard")), CLIENTS, regime);
  }

  @Test
  void requestsToDropwizardFailWithoutTheLibrary() throws Exception {
    Replaced.assertNoticed("plain-dropwizard", plain("dropwizard"), CLIENTS);
  }

  private static PodSpec plain(String example) {
    return Probed.often(Example.of(example).with("PLAIN", "true"));
  }
}
