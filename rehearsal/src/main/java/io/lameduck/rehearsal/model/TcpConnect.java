package io.lameduck.rehearsal.model;

/**
 * A connection that succeeds, and is closed at once.
 *
 * @param port the name of one of the pod's ports; {@link PodSpec#MAIN_PORT} is the service's own
 */
public record TcpConnect(String port) implements Handler {
  @Override
  public String toString() {
    return "a connection to " + (port.isEmpty() ? "the port" : port);
  }
}
