package io.lameduck;

import java.util.List;

/**
 * The configuration is wrong, and the service must not start with it. The message names everything
 * that is wrong, one line each, as the user wrote it: name, value, what is expected, what to do.
 * Values of secrets are not in it.
 */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ConfigurationException(List<String> errors) {
    super(headline(errors.size()) + "\n  " + String.join("\n  ", errors));
  }

  private static String headline(int errors) {
    return errors == 1
        ? "1 error in the configuration of Lameduck"
        : errors + " errors in the configuration of Lameduck";
  }
}
