package io.lameduck.peers.micronaut;

import io.micronaut.runtime.Micronaut;

/** A service on Micronaut and Netty, configured by {@code application.properties} alone. */
public final class MicronautPeer {
  private MicronautPeer() {}

  public static void main(String[] args) {
    Micronaut.run(MicronautPeer.class, args);
  }
}
