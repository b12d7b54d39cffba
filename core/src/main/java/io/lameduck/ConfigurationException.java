package io.lameduck;

import java.util.List;
import java.util.Objects;

/**
 * The configuration is wrong, and the service must not start with it. The message names everything
 * that is wrong, one line each, as the user wrote it: name, value, what is expected, what to do.
 * Values of secrets are not in it.
 *
 * @since 0.1.0
 */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1;

  @SuppressWarnings("serial") // what List.copyOf returns is serializable
  private final List<String> errors;

  /** Names what is wrong, one line for each error. */
  public ConfigurationException(List<String> errors) {
    super(message(Objects.requireNonNull(errors, "errors")));
    this.errors = List.copyOf(errors);
  }

  /** Returns what is wrong, one line each, as the message has it. */
  public List<String> errors() {
    return errors;
  }

  private static String message(List<String> errors) {
    String count = errors.size() == 1 ? "1 error" : errors.size() + " errors";
    return count + " in the configuration of Lameduck\n  " + String.join("\n  ", errors);
  }
}
