package io.lameduck.examples.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;
import io.lameduck.InFlight;
import io.lameduck.Ticket;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the jobs of the queue {@code jobs}, one at a time, and puts what comes out of them into the
 * queue {@code results}.
 */
final class Jobs {
  private static final Logger log = LoggerFactory.getLogger(Jobs.class);
  private static final int PREFETCH = 10;

  private final Channel channel;
  private final Duration effort;
  private final String pod;
  private String consumer = "";
  private volatile boolean ending;

  /**
   * @param effort how long a job takes
   */
  Jobs(Channel channel, Duration effort, String pod) {
    this.channel = channel;
    this.effort = effort;
    this.pod = pod;
  }

  /** Begins to take jobs, unless it has been stopped before. */
  synchronized void start(InFlight inFlight) throws IOException {
    if (ending) {
      return;
    }
    channel.queueDeclare("jobs", true, false, false, null);
    channel.queueDeclare("results", true, false, false, null);
    channel.confirmSelect();
    channel.basicQos(PREFETCH);
    consumer = channel.basicConsume("jobs", (tag, job) -> take(job, inFlight), tag -> {});
  }

  boolean open() {
    return channel.isOpen();
  }

  /** Takes no more; what is being done is finished. */
  synchronized void stop() {
    try {
      if (!consumer.isEmpty()) {
        channel.basicCancel(consumer);
      }
    } catch (IOException | AlreadyClosedException e) {
      log.info("no broker that could be told: {}", e.toString());
    }
    ending = true; // not before: what is given back to the queue would be delivered here again
  }

  /** Called for one job after the other. */
  private void take(Delivery job, InFlight inFlight) throws IOException {
    if (ending) {
      channel.basicNack(job.getEnvelope().getDeliveryTag(), false, true); // it was prefetched
    } else {
      finish(job, inFlight);
    }
  }

  /** Acknowledges the job once the broker has its result: if anything fails, it is done again. */
  @SuppressWarnings("try") // the ticket only has to be held
  private void finish(Delivery job, InFlight inFlight) throws IOException {
    String id = job.getProperties().getMessageId();
    try (Ticket ticket = inFlight.enter("job " + id)) {
      byte[] result = work(job.getBody());
      channel.basicPublish("", "results", resultOf(id), result);
      channel.waitForConfirmsOrDie();
      channel.basicAck(job.getEnvelope().getDeliveryTag(), false);
    } catch (InterruptedException e) {
      throw new InterruptedIOException("job " + id);
    }
  }

  private byte[] work(byte[] text) throws InterruptedException {
    Thread.sleep(effort.toMillis());
    return new String(text, UTF_8).toUpperCase(Locale.ROOT).getBytes(UTF_8);
  }

  private BasicProperties resultOf(String job) {
    return new BasicProperties.Builder().correlationId(job).appId(pod).deliveryMode(2).build();
  }
}
