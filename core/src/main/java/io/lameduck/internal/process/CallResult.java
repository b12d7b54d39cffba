package io.lameduck.internal.process;

import io.lameduck.internal.text.ThrowableText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a call of foreign code went.
 *
 * @param value what it returned, which may be nothing, if it is done
 * @param trouble what went wrong; null if it is done
 * @param thrown what it threw, if its text could be had
 */
public record CallResult<T>(
    Kind kind, @Nullable T value, @Nullable String trouble, @Nullable Throwable thrown) {

  /** The three ways a call can go. */
  public enum Kind {
    DONE,
    /** It threw, or called {@link System#exit}, or there was no thread to run it. */
    FAILED,
    /** It did not return in time, and may still run. */
    HUNG
  }

  /** What went wrong with a call that hung. */
  public static final String ABANDONED = "did not return";

  /** Made before memory may run out. */
  private static final CallResult<?> NO_MEMORY =
      new CallResult<>(Kind.FAILED, null, "OutOfMemoryError", null);

  static <T> CallResult<T> done(@Nullable T value) {
    return new CallResult<>(Kind.DONE, value, null, null);
  }

  static <T> CallResult<T> failed(String trouble) {
    return new CallResult<>(Kind.FAILED, null, trouble, null);
  }

  /** To be called where the code ran: the text of a throwable is foreign code too. */
  static <T> CallResult<T> thrown(Throwable thrown) {
    try {
      return new CallResult<>(Kind.FAILED, null, ThrowableText.of(thrown), thrown);
    } catch (OutOfMemoryError e) {
      return noMemory();
    }
  }

  static <T> CallResult<T> hung() {
    return new CallResult<>(Kind.HUNG, null, ABANDONED, null);
  }

  @SuppressWarnings("unchecked") // it holds no value
  static <T> CallResult<T> noMemory() {
    return (CallResult<T>) NO_MEMORY;
  }

  public boolean isHung() {
    return kind == Kind.HUNG;
  }

  public T orElse(T other) {
    return value == null ? other : value;
  }

  /** What went wrong, in words; empty if nothing did. */
  public Optional<String> failure() {
    return Optional.ofNullable(trouble);
  }

  /** Logs what went wrong, if anything did; with the stack where that can be printed. */
  public void warn(LogWriter logWriter, String line) {
    if (trouble == null) {
      return;
    }
    if (thrown == null) {
      logWriter.warn(line + ": " + trouble);
    } else {
      logWriter.warn(line + ": " + trouble, thrown);
    }
  }
}
