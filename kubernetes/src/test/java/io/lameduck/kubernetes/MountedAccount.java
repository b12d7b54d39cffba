package io.lameduck.kubernetes;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.lameduck.spi.SelfSigned;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

/** The files of a service account, as they are mounted into a pod. */
record MountedAccount(Path folder) {
  static MountedAccount in(Path folder, SelfSigned authority) throws Exception {
    MountedAccount account = new MountedAccount(folder);
    account.token("first-token");
    Files.writeString(folder.resolve("namespace"), "kitchen");
    account.trust(authority);
    return account;
  }

  void token(String token) throws IOException {
    Files.writeString(folder.resolve("token"), token);
  }

  void trust(SelfSigned authority) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(authority.store())) {
      keys.load(in, SelfSigned.PASSWORD.toCharArray());
    }
    byte[] certificate = keys.getCertificate("server").getEncoded();
    String text = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(certificate);
    Files.writeString(
        folder.resolve("ca.crt"),
        "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n");
  }

  /** The pod of this account, whose API is there. */
  KubernetesPod pod(FakeApi api, Duration limit) {
    return pod(
        limit,
        Map.of(
            "KUBERNETES_SERVICE_HOST", "localhost",
            "KUBERNETES_SERVICE_PORT", api.port() + "",
            "HOSTNAME", "prefixed-0"));
  }

  KubernetesPod pod(Duration limit, Map<String, String> environment) {
    return new KubernetesPod(environment, folder, limit);
  }
}
