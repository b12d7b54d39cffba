package io.lameduck.it.foreign;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Processes of curl, each of which asks several times. */
record Curl(int requests, List<String> arguments) implements ForeignClient {
  static final Tool TOOL = new Tool("curl");

  private static final String GOOD = "200 over 2";

  /**
   * Before 8.0 it cannot ask twice on one connection if it was not told of HTTP/2 by the server.
   */
  static ForeignClient byPriorKnowledge(URI service) {
    return of(service, 1, "--http2-prior-knowledge");
  }

  /** One after the other on one connection, which is idle in between. */
  static ForeignClient byUpgrade(URI service, int requests) {
    return of(service, requests, "--http2", "--rate", "20/s");
  }

  static ForeignClient allAtOnce(URI service, int requests) {
    return of(service, requests, "--http2", "--parallel", "--parallel-max", "" + requests);
  }

  private static ForeignClient of(URI service, int requests, String... how) {
    List<String> arguments = new ArrayList<>(List.of(how));
    arguments.addAll(List.of("--silent", "--max-time", "10", "--output", "/dev/null"));
    arguments.addAll(List.of("--write-out", "%{http_code} over %{http_version} %{errormsg}\\n"));
    arguments.add(service + "/?[1-" + requests + "]");
    return new Curl(requests, arguments);
  }

  @Override
  public int ask() throws IOException, InterruptedException {
    String said = TOOL.run(arguments);
    long good = said.lines().filter(line -> line.strip().equals(GOOD)).count();
    if (good != requests) {
      throw new IOException("curl has " + good + " of " + requests + ":\n" + said);
    }
    return requests;
  }
}
