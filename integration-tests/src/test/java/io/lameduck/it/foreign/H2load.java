package io.lameduck.it.foreign;

import java.io.IOException;
import java.net.URI;
import java.util.List;

/**
 * Processes of h2load. It opens its connections once and no others, and counts as failed what it
 * would have asked on one that the server has wanted to end; so on each connection it asks for all
 * it wants at once.
 */
record H2load(int requests, List<String> arguments) implements ForeignClient {
  static final Tool TOOL = new Tool("h2load");

  static ForeignClient asking(URI service, int connections, int streams) {
    int requests = connections * streams;
    return new H2load(
        requests,
        List.of("-n" + requests, "-c" + connections, "-m" + streams, "-N10s", service + "/"));
  }

  @Override
  public int ask() throws IOException, InterruptedException {
    String said = TOOL.run(arguments);
    if (!said.contains(requests + " succeeded, 0 failed, 0 errored, 0 timeout")) {
      throw new IOException(said);
    }
    return requests;
  }
}
