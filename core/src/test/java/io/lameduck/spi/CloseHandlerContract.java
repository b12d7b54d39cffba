package io.lameduck.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * What a {@link Server} owes to WebSockets whose close handlers are foreign code: one that hangs or
 * throws holds up none of the others. The handlers at {@code /ws} call {@link
 * ForeignCloseHandlers}.
 */
public abstract class CloseHandlerContract extends WebSocketContract {
  private static final int OTHERS = 4;

  private final String message = UUID.randomUUID().toString();

  @Test
  void oneThatHangsHoldsUpNoOther() throws Exception {
    Hold hold = new Hold();
    try {
      assertOthersAreTold(hold::pass);
    } finally {
      hold.release();
    }
    drill.assertDrained();
  }

  @Test
  void oneThatThrowsHoldsUpNoOther() throws Exception {
    assertOthersAreTold(
        () -> {
          throw new IllegalStateException("a close handler that fails, as the test wants it to");
        });
    drill.assertDrained();
  }

  /** The first is the one with that handler, and some come behind it. */
  private void assertOthersAreTold(Runnable handler) throws Exception {
    ForeignCloseHandlers.register(message, handler);
    try {
      Peer first = new Peer();
      connect(first).sendText(message, true).join();
      assertThat(get(first.message)).isEqualTo(message);
      List<Peer> others = new ArrayList<>();
      for (int i = 0; i < OTHERS; i++) {
        others.add(new Peer());
        connect(others.get(i));
      }
      drill.beginDrain();
      for (Peer other : others) {
        assertThat(get(other.closed)).isEqualTo(GOING_AWAY);
      }
    } finally {
      ForeignCloseHandlers.remove(message);
    }
  }
}
