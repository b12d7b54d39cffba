package io.lameduck.grpc;

import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver;
import io.grpc.NameResolverProvider;
import io.grpc.StatusOr;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Resolves {@code ports:///8080,8081} to these ports of this machine, in this order. */
final class LocalPorts extends NameResolverProvider {
  static String target(int... ports) {
    return "ports:///"
        + String.join(",", Arrays.stream(ports).mapToObj(Integer::toString).toList());
  }

  @Override
  public String getDefaultScheme() {
    return "ports";
  }

  @Override
  public NameResolver newNameResolver(URI target, NameResolver.Args args) {
    String[] ports = target.getPath().substring(1).split(",", -1);
    return new Resolver(Stream.of(ports).map(LocalPorts::address).toList());
  }

  @Override
  protected boolean isAvailable() {
    return true;
  }

  @Override
  protected int priority() {
    return 5;
  }

  private static EquivalentAddressGroup address(String port) {
    return new EquivalentAddressGroup(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port)));
  }

  private static final class Resolver extends NameResolver {
    private final List<EquivalentAddressGroup> addresses;

    Resolver(List<EquivalentAddressGroup> addresses) {
      this.addresses = addresses;
    }

    @Override
    public String getServiceAuthority() {
      return "localhost";
    }

    @Override
    public void start(Listener2 listener) {
      listener.onResult(
          ResolutionResult.newBuilder().setAddressesOrError(StatusOr.fromValue(addresses)).build());
    }

    @Override
    public void shutdown() {}
  }
}
