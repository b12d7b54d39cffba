package io.lameduck.rehearsal.load;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;

/** Reads 16 KiB each hundredth of a second, about 1.6 MB a second, whatever is there to be read. */
record SlowTransport(Transport all, InputStream in) implements Transport {
  private static final int PIECE_BYTES = 16 * 1024;
  private static final long PAUSE_MILLIS = 10;

  SlowTransport(Transport all) {
    this(all, new Pieces(all.in()));
  }

  private static final class Pieces extends FilterInputStream {
    private int left = PIECE_BYTES;

    Pieces(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      pauseAfterAPiece();
      left--;
      return super.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      pauseAfterAPiece();
      int read = super.read(bytes, offset, Math.min(length, left));
      left -= Math.max(0, read);
      return read;
    }

    private void pauseAfterAPiece() throws InterruptedIOException {
      if (left > 0) {
        return;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        left = PIECE_BYTES;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted");
      }
    }
  }

  @Override
  public Endpoint endpoint() {
    return all.endpoint();
  }

  @Override
  public OutputStream out() {
    return all.out();
  }

  @Override
  public boolean isStale() {
    return all.isStale();
  }

  @Override
  public void close() {
    all.close();
  }
}
