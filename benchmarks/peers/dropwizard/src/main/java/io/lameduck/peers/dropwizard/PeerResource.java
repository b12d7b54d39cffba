package io.lameduck.peers.dropwizard;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** The routes of all peers. */
@Path("/")
@Produces(MediaType.TEXT_PLAIN)
public final class PeerResource {
  private static final String KIBIBYTE = "hello, world! \n\n".repeat(64);

  @GET
  public String root() {
    return KIBIBYTE;
  }

  @POST
  public String post(byte[] body) {
    return body.length + "\n";
  }

  @GET
  @Path("slow")
  public String slow(@QueryParam("ms") @DefaultValue("1000") int millis)
      throws InterruptedException {
    Thread.sleep(millis);
    return KIBIBYTE;
  }
}
