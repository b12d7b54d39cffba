package io.lameduck.rehearsal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate that nobody vouches for, as a service in a cluster has one. */
public final class SelfSigned {
  private static final char[] PASSWORD = "secret".toCharArray();

  private SelfSigned() {}

  private static final class Holder {
    static final SSLContext CONTEXT = make();
  }

  /** For a server; one for all tests, since its key takes the {@code keytool} a second. */
  public static SSLContext context() {
    return Holder.CONTEXT;
  }

  private static SSLContext make() {
    try {
      Path folder = Files.createTempDirectory("self-signed");
      SSLContext context = context(keys(folder.resolve("keys")));
      Files.delete(folder.resolve("keys"));
      Files.delete(folder);
      return context;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyStore keys(Path store)
      throws IOException, InterruptedException, GeneralSecurityException {
    Process process = new ProcessBuilder(keytool(store)).inheritIO().start();
    if (process.waitFor() != 0) {
      throw new IOException("keytool has made no certificate");
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    return keys;
  }

  private static List<String> keytool(Path store) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
        "-genkeypair",
        "-keyalg",
        "EC",
        "-dname",
        "CN=nobody",
        "-storetype",
        "PKCS12",
        "-storepass",
        new String(PASSWORD),
        "-keystore",
        store.toString());
  }

  private static SSLContext context(KeyStore keys) throws GeneralSecurityException {
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }
}
