package io.lameduck.grpc;

/**
 * Waits for the end of a server. The thread is no daemon, whereas all of gRPC's are: the process
 * lives as long as the server, without its main method having to wait.
 */
final class Termination implements Runnable {
  private final io.grpc.Server server;
  private final Runnable terminated;

  /**
   * @param terminated run when the server has terminated: its last connection is closed
   */
  Termination(io.grpc.Server server, Runnable terminated) {
    this.server = server;
    this.terminated = terminated;
  }

  void start() {
    Thread thread = new Thread(null, this, "lameduck-grpc", 0, false);
    thread.setDaemon(false); // else inherited from the thread that starts it
    thread.setContextClassLoader(Termination.class.getClassLoader()); // the creator's would leak
    thread.start();
  }

  @Override
  public void run() {
    try {
      server.awaitTermination();
      terminated.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // somebody wants the process to end
    }
  }
}
