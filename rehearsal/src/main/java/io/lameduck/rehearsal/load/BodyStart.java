package io.lameduck.rehearsal.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;

/** Keeps the beginning of a body and forgets the rest: an answer may be endless. */
final class BodyStart extends OutputStream {
  private static final int LIMIT = 4096;

  private final ByteArrayOutputStream kept = new ByteArrayOutputStream(64);

  @Override
  public void write(int one) {
    if (kept.size() < LIMIT) {
      kept.write(one);
    }
  }

  @Override
  public void write(byte[] bytes, int from, int length) {
    kept.write(bytes, from, Math.min(length, LIMIT - kept.size()));
  }

  /** What was kept, each byte a character. */
  @Override
  public String toString() {
    return kept.toString(ISO_8859_1);
  }
}
