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
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import reactor.blockhound.BlockHound;
import reactor.blockhound.BlockingOperationError;

/** Fails tests in which an event loop was blocked, or a buffer was lost. */
final class EventLoops implements BeforeAllCallback, AfterAllCallback {
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
                .blockingMethodCallback(method -> BLOCKED.add(new BlockingOperationError(method))));
  }

  @Override
  public void beforeAll(ExtensionContext tests) {
    forget();
  }

  @Override
  public void afterAll(ExtensionContext tests) {
    assertThat(blocked()).as("blocking calls on an event loop").isEmpty();
    assertThat(lost()).as("buffers that nobody has released").isEmpty();
  }

  static void forget() {
    LOST.clear();
    BLOCKED.clear();
  }

  /** Where they were blocked. */
  static List<String> blocked() {
    return BLOCKED.stream().map(Throwables::getStackTrace).toList();
  }

  /** Waits until one is found that was surely lost; the others. */
  static List<String> lost() {
    String canary = lose();
    await().until(() -> looks() && LOST.stream().anyMatch(record -> record.contains(canary)));
    return LOST.stream().filter(record -> !record.contains("canary")).toList();
  }

  /** What looks like an earlier one is not told again. */
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
