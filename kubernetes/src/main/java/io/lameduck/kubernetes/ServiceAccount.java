package io.lameduck.kubernetes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * What Kubernetes mounts into a pod for calls of its API. The files are replaced while the process
 * runs, so each call reads them anew.
 */
record ServiceAccount(Path folder) {
  /** The value of the header {@code Authorization}; no message of an exception may contain it. */
  String authorization() throws IOException {
    String token = read("token");
    if (token.isEmpty() || !token.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new IOException("malformed token in " + folder);
    }
    return "Bearer " + token;
  }

  String namespace() throws IOException {
    return read("namespace");
  }

  /** Trusts the authority of the cluster, and no other. */
  SSLContext trust() throws IOException {
    try (InputStream file = Files.newInputStream(folder.resolve("ca.crt"))) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (Certificate authority :
          CertificateFactory.getInstance("X.509").generateCertificates(file)) {
        store.setCertificateEntry("ca-" + store.size(), authority);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("unusable ca.crt in " + folder, e);
    }
  }

  private String read(String file) throws IOException {
    return Files.readString(folder.resolve(file)).strip();
  }
}
