package io.lameduck;

/**
 * How a process is ended. A test, or a program that embeds the library, brings its own.
 *
 * <pre>{@code
 * Lameduck service = Lameduck.builder().serve(server).withoutSignals().exit(Exit.none()).start();
 * ShutdownReport report = service.shutdown("test").get();
 * }</pre>
 *
 * @since 0.1.0
 */
public interface Exit {
  /** Ends the process in an orderly way, once the shutdown is over; may not return. */
  void exit(int status);

  /** Ends the process at once, whatever still runs; may not return. */
  void halt(int status);

  /** {@link System#exit} and {@link Runtime#halt}. */
  static Exit jvm() {
    return new Exit() {
      @Override
      public void exit(int status) {
        System.exit(status);
      }

      @Override
      public void halt(int status) {
        Runtime.getRuntime().halt(status);
      }
    };
  }

  /** Does nothing: the shutdown ends and the JVM goes on. */
  static Exit none() {
    return new Exit() {
      @Override
      public void exit(int status) {}

      @Override
      public void halt(int status) {}
    };
  }
}
