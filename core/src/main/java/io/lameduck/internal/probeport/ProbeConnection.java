package io.lameduck.internal.probeport;

import io.lameduck.probe.ProbeAnswer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection with one request: the head is read, an answer is written, and the rest of what the
 * client sends is read away until it closes, since a close before would reset the connection and
 * the answer with it. On the port's thread only.
 */
final class ProbeConnection {
  static final int LONGEST_HEAD = 8_192;

  private enum Step {
    READING,
    WAITING,
    WRITING,
    ENDING
  }

  private final SocketChannel channel;
  private final SelectionKey key;
  private final BiConsumer<ProbeConnection, Optional<RequestHead>> requests;
  private final ByteBuffer in = ByteBuffer.allocate(LONGEST_HEAD);
  private final long since;
  private Step step = Step.READING;
  private boolean wantsBody = true;
  private @Nullable ByteBuffer out;

  /**
   * @param requests is given the head of the request, or nothing if it is malformed
   */
  ProbeConnection(
      SocketChannel channel,
      SelectionKey key,
      BiConsumer<ProbeConnection, Optional<RequestHead>> requests,
      long now) {
    this.channel = channel;
    this.key = key;
    this.requests = requests;
    this.since = now;
  }

  long since() {
    return since;
  }

  /** Whether its request is not answered because there is no answer yet. */
  boolean isWaiting() {
    return step == Step.WAITING;
  }

  boolean isOpen() {
    return channel.isOpen();
  }

  /** Does what can be done without waiting. What throws closes it: it would never be answered. */
  void advance() {
    try {
      if (step == Step.READING) {
        read();
      } else if (step != Step.WRITING) {
        readAway();
      }
      write();
    } catch (IOException clientIsGone) {
      close();
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /** Answers the request. */
  void answer(ProbeAnswer answer) {
    if (out == null) {
      out = Response.of(answer, wantsBody);
      step = Step.WRITING;
      advance();
    }
  }

  void close() {
    try {
      channel.close();
    } catch (IOException alreadyGone) {
      key.cancel();
    }
  }

  private void read() throws IOException {
    if (channel.read(in) < 0) {
      close();
    } else if (RequestHead.isComplete(in)) {
      step = Step.WAITING;
      Optional<RequestHead> head = RequestHead.of(in);
      wantsBody = head.map(request -> !request.method().equals("HEAD")).orElse(true);
      requests.accept(this, head);
    } else if (!in.hasRemaining()) {
      answer(ProbeAnswer.text(431, "request header fields too large"));
    }
  }

  private void write() throws IOException {
    if (out == null || step != Step.WRITING) {
      return;
    }
    channel.write(out);
    if (out.hasRemaining()) {
      key.interestOps(SelectionKey.OP_WRITE);
    } else {
      step = Step.ENDING;
      key.interestOps(SelectionKey.OP_READ);
      channel.shutdownOutput();
    }
  }

  private void readAway() throws IOException {
    int read;
    do {
      in.clear();
      read = channel.read(in);
    } while (read > 0);
    if (read < 0) {
      close();
    }
  }
}
