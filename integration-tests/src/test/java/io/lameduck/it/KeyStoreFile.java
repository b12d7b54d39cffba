package io.lameduck.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A certificate that nobody vouches for, in a file, as a service finds it in a Secret. */
record KeyStoreFile(Path path, String password) {
  static KeyStoreFile in(Path folder) throws IOException, InterruptedException {
    KeyStoreFile file = new KeyStoreFile(folder.resolve("keys.p12"), "not-a-secret");
    Process keytool = new ProcessBuilder(file.keytool()).inheritIO().start();
    if (keytool.waitFor() != 0) {
      throw new IOException("keytool has made no certificate");
    }
    return file;
  }

  private List<String> keytool() {
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
        password,
        "-keystore",
        path.toString());
  }
}
