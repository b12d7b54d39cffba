package io.lameduck.internal.text;

import org.jspecify.annotations.Nullable;

/**
 * Stands in for a throwable whose message would forge lines of the log or steer a terminal: the
 * same stack trace and causes, the type and the message as a text that is fit to be shown.
 */
public final class PrintableThrowable extends Throwable {
  private static final long serialVersionUID = 1;

  /** Causes may go round in a circle. */
  private static final int MAX_CAUSES = 20;

  private PrintableThrowable(Throwable original, @Nullable Throwable cause) {
    super(Printable.whole(ThrowableText.of(original)), cause, false, true);
    setStackTrace(traceOf(original));
  }

  /**
   * The throwable itself, unless something in it is not fit to be shown, or one of its methods
   * throws: an appender would call it again, and lose the line.
   */
  public static Throwable of(Throwable original) {
    return of(original, 0);
  }

  private static Throwable of(Throwable original, int depth) {
    Throwable cause = depth < MAX_CAUSES ? causeOf(original) : null;
    Throwable fitCause = cause == null ? null : of(cause, depth + 1);
    boolean fit = fitCause == cause && isFit(original);
    return fit && depth < MAX_CAUSES ? original : new PrintableThrowable(original, fitCause);
  }

  private static @Nullable Throwable causeOf(Throwable original) {
    try {
      return original.getCause();
    } catch (Throwable again) {
      return null;
    }
  }

  private static StackTraceElement[] traceOf(Throwable original) {
    try {
      return original.getStackTrace().clone();
    } catch (Throwable again) {
      return new StackTraceElement[0];
    }
  }

  /** Whether nothing that an appender asks it throws, and its text may be shown as it is. */
  @SuppressWarnings("ReturnValueIgnored") // asked only to see whether they throw
  private static boolean isFit(Throwable original) {
    try {
      original.getCause();
      original.getMessage();
      original.getLocalizedMessage();
      original.getStackTrace().clone();
      String text = original.toString();
      return text != null && Printable.isFit(text);
    } catch (Throwable again) {
      return false;
    }
  }
}
