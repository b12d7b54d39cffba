package io.lameduck.rehearsal.load;

/** A listener of a rehearsal that has clients of its own: for the tests of this project. */
public interface EndpointsListener {
  /** Before anything else: where the pods are going to be found. */
  void endpoints(Endpoints endpoints);
}
