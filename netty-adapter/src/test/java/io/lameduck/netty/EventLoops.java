package io.lameduck.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import reactor.blockhound.BlockHound;
import reactor.blockhound.BlockingOperationError;

/**
 * Fails tests in which an event loop was blocked, or a buffer was lost. The classes run side by
 * side: the one that fails is the first that looks, and the stack or the record names the culprit.
 */
final class EventLoops implements AfterAllCallback {
  /** In the stack or the record of what a test does to see that it is found. */
  private static final String ON_PURPOSE = "onPurpose";

  private static final AtomicInteger CANARIES = new AtomicInteger();
  private static final Queue<String> LOST = new ConcurrentLinkedQueue<>();
  private static final Queue<Throwable> BLOCKED = new ConcurrentLinkedQueue<>();

  static {
    ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(new Detectors());
    BlockHound.install(
        builder ->
            builder
                // The threads of the tests' applications wait for work behind a lock.
                .allowBlockingCallsInside("java.util.concurrent.ThreadPoolExecutor", "execute")
                // Its tests are of servers whose event loops are blocked.
                .allowBlockingCallsInside("io.lameduck.spi.FewThreadsContract", "answerHeld")
                .blockingMethodCallback(method -> BLOCKED.add(new BlockingOperationError(method))));
  }

  @Override
  public void afterAll(ExtensionContext tests) {
    assertThat(by(false, blocked())).as("blocking calls on an event loop").isEmpty();
    if (!tests.getRequiredTestClass().isMemberClass()) { // a collection stops all that run
      assertThat(by(false, lost())).as("buffers that nobody has released").isEmpty();
    }
  }

  /** Those blocking calls, or lost buffers, that a test has made to see that they are found. */
  static List<String> onPurpose(List<String> found) {
    return by(true, found);
  }

  private static List<String> by(boolean purpose, List<String> found) {
    return found.stream().filter(where -> where.contains(ON_PURPOSE) == purpose).toList();
  }

  /** Where they were blocked. */
  static List<String> blocked() {
    return BLOCKED.stream().map(Throwables::getStackTrace).toList();
  }

  /** Loses a buffer, and waits until it is found; returns the others that were. */
  static List<String> lost() {
    String canary = lose();
    await().until(() -> looks() && LOST.stream().anyMatch(record -> record.contains(canary)));
    return LOST.stream().filter(record -> !record.contains("canary")).toList();
  }

  /** Each canary is another one: the detector does not report equal records again. */
  private static String lose() {
    String canary = "canary " + CANARIES.incrementAndGet() + ".";
    PooledByteBufAllocator.DEFAULT.buffer(16).touch(canary);
    return canary;
  }

  /** The detector looks for what is lost when a buffer is allocated. */
  private static boolean looks() {
    System.gc();
    return PooledByteBufAllocator.DEFAULT.buffer(16).release();
  }

  private static final class Detectors extends ResourceLeakDetectorFactory {
    @Override
    @SuppressWarnings("deprecation") // the only one that is abstract
    public <T> ResourceLeakDetector<T> newResourceLeakDetector(
        Class<T> resource, int samplingInterval, long maxActive) {
      return newResourceLeakDetector(resource, samplingInterval);
    }

    @Override
    public <T> ResourceLeakDetector<T> newResourceLeakDetector(
        Class<T> resource, int samplingInterval) {
      return new ResourceLeakDetector<>(resource, samplingInterval) {
        @Override
        protected void reportTracedLeak(String type, String records) {
          LOST.add(type + records);
        }

        @Override
        protected void reportUntracedLeak(String type) {
          LOST.add(type);
        }
      };
    }
  }
}
