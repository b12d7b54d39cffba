package org.springframework.kafka.config;

import java.util.concurrent.CountDownLatch;
import org.springframework.context.SmartLifecycle;

/** Stands for the one of Spring Kafka, which is known by its name. Has a message in hand. */
public class KafkaListenerEndpointRegistry implements SmartLifecycle {
  public final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean running;
  private volatile Runnable handled = () -> {};

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public void stop(Runnable callback) {
    handled = callback;
    stop();
    stopped.countDown();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** The message has been handled. */
  public void handled() {
    handled.run();
  }
}
