package io.lameduck.probe;

import org.slf4j.Logger;

/** A log that never throws: a broken appender must not end the checks. */
final class SafeLog {
  private final Logger log;

  SafeLog(Logger log) {
    this.log = log;
  }

  void info(String message) {
    try {
      log.info("{}", message);
    } catch (Throwable ignored) {
      // there is nowhere left to tell
    }
  }

  void warn(String message) {
    try {
      log.warn("{}", message);
    } catch (Throwable ignored) {
      // there is nowhere left to tell
    }
  }

  void warn(String message, Throwable cause) {
    try {
      log.warn(message, cause);
    } catch (Throwable ignored) {
      // there is nowhere left to tell
    }
  }
}
