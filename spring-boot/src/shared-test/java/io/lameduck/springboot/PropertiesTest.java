package io.lameduck.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.lameduck.ConfigurationException;
import io.lameduck.Lameduck;
import io.lameduck.Setting;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The properties of an application are the settings of the library. */
@Timeout(120)
class PropertiesTest {
  private static final Path METADATA =
      Path.of(
          "../spring-boot/src/shared/resources/META-INF/additional-spring-configuration-metadata.json");

  @ParameterizedTest
  @ValueSource(strings = {"lameduck.grace-period", "lameduck.gracePeriod", "lameduck.grace_period"})
  void mayBeSpelledAsSpringBootAllows(String name) {
    try (ConfigurableApplicationContext application = start("--" + name + "=40s")) {
      assertThat(application.getBean(Lameduck.class).setting(Setting.GRACE_PERIOD))
          .contains(Duration.ofSeconds(40));
    }
  }

  @Test
  void areAllRefusedTogetherWithWords() {
    Throwable failure =
        catchThrowable(() -> start("--lameduck.grace-period=40", "--lameduck.probe-port=http"));
    assertThat(failure).isInstanceOf(ConfigurationException.class);
    assertThat(new ConfigurationFailureAnalyzer().analyze(failure).getDescription())
        .contains("Setting.GRACE_PERIOD: \"40\"", "write 40s", "Setting.PROBE_PORT: \"http\"");
  }

  @Test
  void areNotIgnoredWhenTheyAreMistyped() {
    assertThatExceptionOfType(UnknownPropertyException.class)
        .isThrownBy(() -> start("--lameduck.grace-perido=40s"))
        .withMessageContaining("graceperido");
    assertThat(
            new UnknownPropertyFailureAnalyzer()
                .analyze(new UnknownPropertyException(List.of("graceperido")))
                .getDescription())
        .contains("graceperido", "lameduck.grace-period");
  }

  /** What an IDE completes. */
  @Test
  void areDescribedByTheirMetadata() throws IOException {
    String metadata = metadata();
    assertThat(METADATA).as("which should be:%n%s%n", metadata).hasContent(metadata);
  }

  @JsonPropertyOrder({"name", "type", "description", "defaultValue"})
  private record Property(String name, String type, String description, Object defaultValue) {}

  private static String metadata() {
    List<Property> properties = new ArrayList<>();
    properties.add(
        new Property(
            "lameduck.enabled",
            Boolean.class.getName(),
            "Whether the application is drained by Lameduck.",
            true));
    properties.add(
        new Property(
            "lameduck.work.enabled",
            Boolean.class.getName(),
            "Whether tasks, scheduled methods and listener containers are drained as well.",
            true));
    for (Setting<?> setting : Setting.values()) {
      properties.add(
          new Property(
              SpringProperties.nameOf(setting),
              String.class.getName(),
              setting.environmentName() + ": " + setting.meaning().replace("`", "") + ".",
              null));
    }
    return JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .changeDefaultPropertyInclusion(
            include ->
                include.withValueInclusion(
                    com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL))
        .build()
        .writeValueAsString(Map.of("properties", properties));
  }

  private static ConfigurableApplicationContext start(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--spring.main.web-application-type=none");
    return Application.start(all.toArray(String[]::new));
  }
}
