package io.lameduck.rehearsal.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is rehearsed on a cluster. */
final class DeploymentOptions {
  @Option(names = "--deployment", paramLabel = "NAME", description = "The Deployment.")
  String deployment = "";

  @Option(
      names = "--service",
      paramLabel = "NAME",
      description = "The Service that clients ask. Default: that of the Deployment's name")
  @Nullable String service;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "A port of the Service, its number or name. Default: its first one")
  String port = "";

  @Option(
      names = "--tls",
      description = "The service speaks TLS: all clients ask over it. No certificate is verified.")
  boolean tls;

  String service() {
    return service == null ? deployment : service;
  }
}
