package io.lameduck.examples.worker;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.lameduck.Lameduck;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes jobs from a queue of RabbitMQ. When it is told to end it loses none, and does none twice if
 * there is time to finish the one in hand.
 */
public final class Worker {
  private static final Logger log = LoggerFactory.getLogger(Worker.class);

  private Worker() {}

  public static void main(String[] args) throws Exception {
    Lameduck.guard(Worker::start); // what it throws becomes the termination message
  }

  private static void start() throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(environment("AMQP_URI", "amqp://localhost"));
    factory.setChannelRpcTimeout(5000); // by default ten minutes, more than any grace period
    Connection broker = connect(factory);
    Duration effort = Duration.ofMillis(Long.parseLong(environment("JOB_MILLIS", "1000")));
    Jobs jobs = new Jobs(broker.createChannel(), effort, environment("HOSTNAME", "worker"));

    Lameduck lameduck =
        Lameduck.builder()
            .source("queue jobs", jobs::stop, broker) // what was not acknowledged goes back
            .readiness("broker", broker::isOpen)
            // The client opens a lost connection again, with its channels, but never a channel.
            .liveness("jobs", () -> jobs.open() || !broker.isOpen())
            .start();
    jobs.start(lameduck.inFlight());
  }

  /** Waits for the broker: the client opens a connection again, but the first has to succeed. */
  private static Connection connect(ConnectionFactory factory) throws Exception {
    while (true) {
      try {
        return factory.newConnection("worker");
      } catch (IOException e) {
        log.info("waiting for the broker: {}", e.toString());
        Thread.sleep(1000);
      }
    }
  }

  private static String environment(String name, String otherwise) {
    return System.getenv().getOrDefault(name, otherwise);
  }
}
