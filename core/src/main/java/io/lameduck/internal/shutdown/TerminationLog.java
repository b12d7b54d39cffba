package io.lameduck.internal.shutdown;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The file whose content the kubelet shows as the termination message. The kubelet has mounted it:
 * it is written in place, never created and never replaced, since a rename onto a mount point
 * fails. And never emptied first: the process may be killed between any two steps, and what it had
 * left would be gone.
 *
 * <p>Once it is open, writing needs no descriptor and next to no memory. It is not written through
 * a channel, since an interrupt would close one. For use by one thread, but for {@link #missing}.
 */
public final class TerminationLog implements Closeable {
  /**
   * The kubelet keeps the last 4096 bytes, and of those the first 12288/n in a pod of n containers:
   * so much is safe with up to twelve containers.
   */
  static final int MAX_BYTES = 1024;

  private final Path path;
  private final ByteBuffer bytes = ByteBuffer.allocate(MAX_BYTES);
  private final CharsetEncoder encoder =
      StandardCharsets.UTF_8
          .newEncoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private @Nullable RandomAccessFile file;
  private @Nullable OutputStream stream;

  public TerminationLog(Path path) {
    this.path = path;
  }

  public Path path() {
    return path;
  }

  public boolean missing() {
    return !Files.exists(path);
  }

  /**
   * Opens it, unless it is open: may hang, as a pipe does that nobody reads.
   *
   * @throws IOException when there is no such file, or it cannot be written
   */
  void open() throws IOException {
    if (file != null || stream != null) {
      return;
    } else if (missing()) {
      throw new NoSuchFileException(path.toString());
    } else if (Files.isRegularFile(path)) {
      file = new RandomAccessFile(path.toFile(), "rw");
    } else {
      stream = Files.newOutputStream(path, StandardOpenOption.WRITE);
    }
  }

  /**
   * Writes the message, cut to what is kept, never in the middle of a character.
   *
   * @throws IOException when there is no such file, or it cannot be written
   */
  void write(String message) throws IOException {
    open();
    int length = encode(message);
    if (file != null) {
      overwrite(file, length);
    } else if (stream != null) { // a terminal or a pipe cannot be truncated
      stream.write(bytes.array(), 0, length);
      stream.flush();
    }
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
    if (stream != null) {
      stream.close();
    }
    file = null;
    stream = null;
  }

  private void overwrite(RandomAccessFile file, int length) throws IOException {
    file.seek(0);
    file.write(bytes.array(), 0, length);
    if (file.length() > length) {
      file.setLength(length);
    }
  }

  /** Stops before a character that does not fit; how many bytes there are. */
  private int encode(String message) {
    bytes.clear();
    encoder.reset();
    encoder.encode(CharBuffer.wrap(message), bytes, true);
    return bytes.position();
  }
}
