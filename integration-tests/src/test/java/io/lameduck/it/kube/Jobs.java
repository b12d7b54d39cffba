package io.lameduck.it.kube;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Delivery;
import io.fabric8.kubernetes.client.LocalPortForward;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Gives jobs to the workers of {@code examples/worker} and collects the results. As many jobs as at
 * the beginning are always waiting or being done, until {@link #stop()}.
 */
final class Jobs implements AutoCloseable {
  /** That a pod has done a job. */
  record Result(String job, String pod) {}

  private final LocalPortForward port;
  private final Connection broker;
  private final Channel channel;
  private final List<Result> results = new CopyOnWriteArrayList<>();
  private int given;
  private boolean stopped;

  private Jobs(LocalPortForward port) throws IOException, TimeoutException {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setPort(port.getLocalPort());
    factory.setAutomaticRecoveryEnabled(false); // a test that loses its connection has to fail
    this.port = port;
    this.broker = factory.newConnection("test");
    this.channel = broker.createChannel();
  }

  /** Gives the first jobs, by way of the pod of the broker. */
  static Jobs start(Namespace namespace, String pod, int waiting) throws Exception {
    Jobs jobs = new Jobs(namespace.client().pods().withName(pod).portForward(5672));
    jobs.channel.queueDeclare("jobs", true, false, false, null);
    jobs.channel.queueDeclare("results", true, false, false, null);
    jobs.channel.basicConsume("results", true, (tag, result) -> jobs.take(result), tag -> {});
    for (int i = 0; i < waiting; i++) {
      jobs.give();
    }
    return jobs;
  }

  private void take(Delivery result) throws IOException {
    BasicProperties about = result.getProperties();
    results.add(new Result(about.getCorrelationId(), about.getAppId()));
    give();
  }

  private synchronized void give() throws IOException {
    if (!stopped) {
      String id = Integer.toString(given++);
      BasicProperties about = new BasicProperties.Builder().messageId(id).deliveryMode(2).build();
      channel.basicPublish("", "jobs", about, ("text " + id).getBytes(UTF_8));
    }
  }

  /** Gives no further job. */
  synchronized void stop() {
    stopped = true;
  }

  /** What has been done, a job twice if it was done twice. */
  List<Result> results() {
    return List.copyOf(results);
  }

  /** The jobs there is no result of. */
  synchronized Set<String> missing() {
    Set<String> missing =
        IntStream.range(0, given).mapToObj(Integer::toString).collect(Collectors.toSet());
    results.forEach(result -> missing.remove(result.job()));
    return missing;
  }

  /** How many jobs no worker has. */
  long waiting() throws IOException {
    return channel.messageCount("jobs");
  }

  @Override
  public void close() throws IOException {
    broker.close();
    port.close();
  }
}
