package io.lameduck.internal.time;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Verifies after each test every {@link ManualTime} it has made. Registered for all tests. */
public final class ManualTimeVerification implements AfterEachCallback {
  @Override
  public void afterEach(ExtensionContext context) {
    ManualTime.takeMade().forEach(ManualTime::verify);
  }
}
