package io.lameduck.internal.health;

/** A service whose state a test sets; ready at first. */
public final class FakeService implements ServiceState {
  private boolean started = true;
  private boolean accepting = true;

  public void setStarted(boolean started) {
    this.started = started;
  }

  public void setAccepting(boolean accepting) {
    this.accepting = accepting;
  }

  @Override
  public boolean started() {
    return started;
  }

  @Override
  public boolean accepting() {
    return accepting;
  }

  @Override
  public String phase() {
    return accepting ? "READY" : "LAME_DUCK";
  }
}
