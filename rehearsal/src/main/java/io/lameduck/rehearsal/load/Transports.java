package io.lameduck.rehearsal.load;

import io.lameduck.rehearsal.model.Clients;
import io.lameduck.rehearsal.wire.AnyCertificate;
import javax.net.ssl.SSLSocketFactory;

/** Opens the connections of one client. */
@FunctionalInterface
interface Transports {
  Transport open() throws RequestFailed;

  static Transports of(Dialer dialer, Clients clients) {
    SocketSetup setup = SocketSetup.of(clients, dialer);
    Transports transports = of(dialer, setup, clients.tls());
    return setup.slowReader() ? () -> new SlowTransport(transports.open()) : transports;
  }

  private static Transports of(Dialer dialer, SocketSetup setup, boolean tls) {
    if (!tls) {
      return () -> PlainTransport.open(dialer, setup);
    }
    SSLSocketFactory secure = AnyCertificate.context().getSocketFactory();
    return () -> TlsTransport.open(dialer, setup, secure);
  }
}
