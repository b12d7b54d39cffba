package io.lameduck.benchmarks.scale;

import com.sun.management.UnixOperatingSystemMXBean;
import io.lameduck.benchmarks.NettyService;
import io.lameduck.benchmarks.service.Java;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The end of a service with many idle connections.
 *
 * @param closed milliseconds from SIGTERM until the last client has seen its connection end
 * @param exited milliseconds from SIGTERM until the process was gone
 * @param memory mebibytes it occupied before
 */
record DrainOfConnections(double closed, double exited, double memory) {
  private static final double NANOS_IN_A_MILLISECOND = 1e6;
  private static final double KIBIBYTES_IN_A_MEBIBYTE = 1024;

  /** Files that a process of either side has open beside its connections, with room to spare. */
  private static final int OTHER_FILES = 500;

  private static final byte[] REQUEST =
      "GET /orders/4711 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  /** These sizes, and in place of those that the limit of open files forbids the most it allows. */
  static List<Integer> possible(int[] sizes) {
    UnixOperatingSystemMXBean system =
        (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    int most = (int) Math.min(Integer.MAX_VALUE, system.getMaxFileDescriptorCount()) - OTHER_FILES;
    return Arrays.stream(sizes).map(size -> Math.min(size, most)).distinct().boxed().toList();
  }

  static DrainOfConnections of(int count) throws IOException, InterruptedException {
    Process service = new ProcessBuilder(Java.running(NettyService.class, "--with", "0")).start();
    List<SocketChannel> clients = new ArrayList<>();
    try {
      BufferedReader told = service.inputReader();
      InetSocketAddress address =
          new InetSocketAddress(
              InetAddress.getLoopbackAddress(), Integer.parseInt(told.readLine()));
      for (int i = 0; i < count; i++) {
        clients.add(client(address));
      }
      double memory = memoryOf(service);
      long begin = System.nanoTime();
      service.destroy();
      for (SocketChannel client : clients) {
        awaitEnd(client);
      }
      double closed = (System.nanoTime() - begin) / NANOS_IN_A_MILLISECOND;
      service.waitFor();
      return new DrainOfConnections(
          closed, (System.nanoTime() - begin) / NANOS_IN_A_MILLISECOND, memory);
    } finally {
      service.destroyForcibly();
      for (SocketChannel client : clients) {
        client.close();
      }
    }
  }

  /** A client that has been served once and stays. */
  private static SocketChannel client(InetSocketAddress address) throws IOException {
    SocketChannel client = SocketChannel.open(address);
    client.write(ByteBuffer.wrap(REQUEST));
    ByteBuffer answer = ByteBuffer.allocate(4096);
    String text;
    do {
      if (client.read(answer) < 0) {
        throw new IOException("no answer");
      }
      text = new String(answer.array(), 0, answer.position(), StandardCharsets.ISO_8859_1);
    } while (text.length() < text.indexOf("\r\n\r\n") + 4 + 1024 || !text.contains("\r\n\r\n"));
    return client;
  }

  private static void awaitEnd(SocketChannel client) {
    try {
      int read = client.read(ByteBuffer.allocate(1));
      if (read >= 0) {
        throw new IllegalStateException("an answer that nobody has asked for");
      }
    } catch (IOException e) {
      return; // reset, which is an end too
    }
  }

  /** Its resident set, on Linux; elsewhere it is not told. */
  private static double memoryOf(Process process) throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.exists(status)) {
      return Double.NaN;
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
              .findFirst()
              .orElse(Double.NaN)
          / KIBIBYTES_IN_A_MEBIBYTE;
    }
  }
}
