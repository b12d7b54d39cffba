package io.lameduck.examples.dropwizard;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** {@code /ready} and {@code /alive}, where nobody else answers them. */
@Path("/{probe: ready|alive}")
public final class ProbeResource {
  @GET
  public String ok() {
    return "ok";
  }
}
