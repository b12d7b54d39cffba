package io.lameduck.it.hostile;

import static io.lameduck.it.hostile.Fault.EXIT;
import static io.lameduck.it.hostile.Fault.EXIT_CODE;
import static io.lameduck.it.hostile.Fault.HANG;
import static io.lameduck.it.hostile.Fault.SLOW;
import static io.lameduck.it.hostile.Place.HOOK;
import static io.lameduck.it.hostile.Place.LISTENER;
import static io.lameduck.it.hostile.Place.RESOURCE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What the end needs is gone, or several ends come at once. */
final class LastWords {
  private LastWords() {}

  static List<Row> rows() {
    List<Row> rows =
        new ArrayList<>(
            List.of(
                Row.of("no descriptor is left")
                    .under("bash", "-c", "ulimit -n 512; exec \"$@\"", "bash")
                    .does(LastWords::takeDescriptors)
                    .exits(0, 1),
                Row.of("no thread is left in the lame duck")
                    .provided(PidLimit::isPossible, PidLimit.NEEDED)
                    .setting("LAMEDUCK_PROPAGATION_DELAY", "1500ms")
                    .under("sh", "-c", PidLimit.ENTER, "sh")
                    .does(LastWords::takeThreads)
                    .within(5.5),
                full("the heap is full", "hog"),
                Row.of("SIGTERM, then SIGHUP")
                    .does(
                        trial -> {
                          trial.innocent(2500);
                          trial.terminate();
                          trial.awaitCall(LISTENER.at("DRAINING"));
                          trial.signal("HUP");
                        })
                    .exits(129),
                Row.of("SIGHUP, then SIGTERM")
                    .does(
                        trial -> {
                          trial.innocent(1500);
                          trial.begin();
                          trial.signal("HUP");
                          trial.signal("TERM");
                        })
                    .exits(129, 0),
                Row.of("100 times SIGTERM")
                    .does(
                        trial -> {
                          trial.innocent(2000);
                          trial.begin();
                          trial.signal("TERM", 100);
                        }),
                Row.of("100 times SIGINT")
                    .does(
                        trial -> {
                          trial.request("/hang"); // or it might have ended after the first one
                          trial.awaitLog("request hangs");
                          trial.begin();
                          trial.signal("INT"); // those that are not heard yet would be one
                          trial.awaitHeard("INT", true);
                          trial.signal("INT", 100);
                        })
                    .exits(130)
                    .cuts(1)
                    .leavesAllOpen()
                    .within(3),
                Row.of("100 times SIGTERM, then SIGHUP")
                    .does(
                        trial -> {
                          trial.innocent(2000);
                          trial.begin();
                          trial.signal("TERM", 100);
                          trial.signal("HUP");
                        })
                    .exits(129),
                Row.of("system exit, then SIGTERM")
                    .does(
                        trial -> {
                          trial.innocent(2000);
                          trial.begin();
                          trial.orderAndGo("exit?7");
                          trial.awaitCall(LISTENER.at("LAME_DUCK"));
                          trial.signal("TERM", 3);
                        })
                    .exits(7)
                    .cuts(1)
                    .within(4.5),
                Row.of("two SIGINT while closing, after a request was cut")
                    .setting("LAMEDUCK_CLOSE_RESERVE", "2500ms")
                    .with(RESOURCE.at("cache"), HANG)
                    .does(
                        trial -> {
                          trial.request("/hang");
                          trial.awaitLog("request hangs");
                          trial.terminate();
                          trial.awaitCall(RESOURCE.at("cache"));
                          trial.signal("INT");
                          trial.awaitHeard("INT", false);
                          trial.signal("INT");
                        })
                    .exits(130)
                    .cuts(1)
                    .leavesAllOpen(),
                Row.of("listener exits while a hook of somebody else is slow")
                    .with(LISTENER.at("DRAINING"), EXIT)
                    .with(HOOK.at("exit"), SLOW)
                    .exits(EXIT_CODE)));
    return rows;
  }

  private static Row full(String name, String order) {
    return Row.of(name)
        .option("-Xmx32m")
        .does(
            trial -> {
              trial.orderAndGo(order);
              trial.awaitLog("the heap is full");
              trial.terminate();
            })
        .exits(0, 1)
        .unlessSignalDropped();
  }

  /**
   * Connections that say nothing, to the port of the probes. The limit leaves room for the jars of
   * the tests' class path, all of which the victim opens.
   */
  private static void takeDescriptors(Trial trial) {
    List<Socket> held = new ArrayList<>();
    try {
      for (int i = 0; i < 600; i++) {
        held.add(connect(trial.instance().port(Trial.PROBES)));
      }
    } catch (IOException full) {
      System.out.println(held.size() + " connections until " + full.getMessage());
    }
    trial.terminate();
    HELD.addAll(held);
  }

  /** Until the JVM of the tests ends: nobody may close them before the victim has ended. */
  private static final List<Socket> HELD = Collections.synchronizedList(new ArrayList<>());

  @SuppressWarnings("AddressSelection") // the loopback address has one
  private static Socket connect(int port) throws IOException {
    Socket socket = new Socket();
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 300);
    return socket;
  }

  private static void takeThreads(Trial trial) {
    trial.innocent(2500);
    trial.terminate();
    trial.awaitCall(LISTENER.at("LAME_DUCK"));
    try {
      PidLimit.allowNoMore(trial.instance().pid());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
