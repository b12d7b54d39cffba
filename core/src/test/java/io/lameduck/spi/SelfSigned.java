package io.lameduck.spi;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate for this machine that nobody but itself vouches for, and what to do with it.
 *
 * @param store the PKCS#12 file that holds it
 */
public record SelfSigned(SSLContext context, Path store) {
  /** Opens the store. */
  public static final String PASSWORD = "password";

  private static final int PATIENCE_MILLIS = 10_000;

  private static byte[] made = {};

  /** Puts it into a folder; it is the same for all tests of this JVM. */
  public static synchronized SelfSigned in(Path dir) throws Exception {
    Path store = dir.resolve("keys.p12");
    if (made.length == 0) {
      made = make(store);
    } else {
      Files.write(store, made);
    }
    return new SelfSigned(context(store), store);
  }

  /** Makes another one, of an authority of its own. */
  public static SelfSigned another(Path dir) throws Exception {
    Path store = dir.resolve("keys.p12");
    make(store);
    return new SelfSigned(context(store), store);
  }

  /** With the {@code keytool} of the JDK that runs, which takes seconds of a processor. */
  private static byte[] make(Path store) throws IOException, InterruptedException {
    Process keytool = keytool(store).inheritIO().start();
    if (!keytool.waitFor(120, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
      throw new IOException("keytool has made no certificate");
    }
    return Files.readAllBytes(store);
  }

  /** A connection that trusts this certificate, with the handshake done. */
  public Wire connect(int port) throws IOException {
    return Wire.over(open(port));
  }

  /** The same, by one of these protocols if there are any. */
  SSLSocket open(int port, String... protocols) throws IOException {
    return over(new Socket(InetAddress.getLoopbackAddress(), port), protocols);
  }

  /** The same over a connection that has been made. */
  SSLSocket over(Socket connection, String... protocols) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(
                    connection,
                    connection.getInetAddress().getHostAddress(),
                    connection.getPort(),
                    true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(protocols);
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private static ProcessBuilder keytool(Path store) {
    return new ProcessBuilder(
        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
        "-genkeypair",
        "-alias",
        "server",
        "-keyalg",
        "EC",
        "-dname",
        "CN=localhost",
        "-storetype",
        "PKCS12",
        "-storepass",
        PASSWORD,
        "-keystore",
        store.toString());
  }

  private static SSLContext context(Path store) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory keyManagers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keyManagers.init(keys, PASSWORD.toCharArray());
    TrustManagerFactory trustManagers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trustManagers.init(keys);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
    return context;
  }
}
