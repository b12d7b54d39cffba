package io.lameduck.it.hostile;

import static io.lameduck.it.hostile.Place.EXIT;

import io.lameduck.Exit;

/** Ends the process in a way of its own. */
record ForeignExit(Exit exit, Foreign foreign) implements Exit {
  @Override
  public void exit(int status) {
    foreign.called(EXIT, "exit");
    exit.exit(status);
  }

  @Override
  public void halt(int status) {
    exit.halt(status);
  }
}
