package io.lameduck.kubernetes;

import java.net.ProtocolException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads of a pod in JSON what its end depends on, and passes over the rest. */
final class PodJson {
  /** Reasons become tags of meters. */
  private static final Pattern REASON = Pattern.compile("\\w{1,64}");

  private static final String OTHER = "Other";

  private final JsonParser json;
  private String uid = "";
  private Optional<Instant> deletion = Optional.empty();
  private Optional<Duration> deletionGrace = Optional.empty();
  private Optional<Duration> gracePeriod = Optional.empty();
  private boolean hooked;
  private String disruption = "";
  private String type = "";
  private String status = "";
  private String reason = "";

  private PodJson(JsonParser json) {
    this.json = json;
  }

  /**
   * Reads a pod.
   *
   * @throws ProtocolException if it is none
   */
  static PodState read(byte[] body) throws ProtocolException {
    try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), body)) {
      return new PodJson(json).pod();
    } catch (JacksonException | DateTimeException | ArithmeticException e) {
      throw noPod(e);
    }
  }

  private static ProtocolException noPod(@Nullable Exception cause) {
    ProtocolException failure = new ProtocolException("no pod in the answer of the API");
    failure.initCause(cause);
    return failure;
  }

  private PodState pod() throws ProtocolException {
    json.nextToken();
    object(this::ofPod);
    if (uid.isEmpty()) {
      throw noPod(null);
    }
    return new PodState(uid, deletion, deletionGrace, gracePeriod, hooked, disruption);
  }

  private void ofPod(String field) {
    switch (field) {
      case "metadata" -> object(this::ofMetadata);
      case "spec" -> object(this::ofSpec);
      case "status" -> object(this::ofStatus);
      default -> json.skipChildren();
    }
  }

  private void ofMetadata(String field) {
    switch (field) {
      case "uid" -> uid = text();
      case "deletionTimestamp" -> deletion = Optional.of(Instant.parse(text()));
      case "deletionGracePeriodSeconds" -> deletionGrace = Optional.of(seconds());
      default -> json.skipChildren();
    }
  }

  private void ofSpec(String field) {
    switch (field) {
      case "terminationGracePeriodSeconds" -> gracePeriod = Optional.of(seconds());
      case "containers" -> each(() -> object(this::ofContainer));
      default -> json.skipChildren();
    }
  }

  private void ofContainer(String field) {
    if (field.equals("lifecycle")) {
      object(this::ofLifecycle);
    } else {
      json.skipChildren();
    }
  }

  private void ofLifecycle(String field) {
    hooked |= field.equals("preStop") && json.currentToken() == JsonToken.START_OBJECT;
    json.skipChildren();
  }

  private void ofStatus(String field) {
    if (field.equals("conditions")) {
      each(this::condition);
    } else {
      json.skipChildren();
    }
  }

  private void condition() {
    type = "";
    status = "";
    reason = "";
    object(this::ofCondition);
    if (type.equals("DisruptionTarget") && status.equals("True")) {
      disruption = REASON.matcher(reason).matches() ? reason : OTHER;
    }
  }

  private void ofCondition(String field) {
    switch (field) {
      case "type" -> type = text();
      case "status" -> status = text();
      case "reason" -> reason = text();
      default -> json.skipChildren();
    }
  }

  /** Hands over each element of a list, with the parser at it. */
  private void each(Runnable element) {
    if (json.currentToken() == JsonToken.START_ARRAY) {
      while (json.nextToken() != JsonToken.END_ARRAY) {
        element.run();
      }
    } else {
      json.skipChildren();
    }
  }

  /** Hands over the name of each field, with the parser at its value. */
  private void object(Consumer<String> field) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      json.nextToken();
      field.accept(name);
    }
  }

  private Duration seconds() {
    return Duration.ofSeconds(json.getLongValue());
  }

  private String text() {
    String text = json.getValueAsString("");
    json.skipChildren();
    return text;
  }
}
