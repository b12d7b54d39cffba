package io.lameduck.rehearsal.cli;

import io.lameduck.rehearsal.clients.Asking;
import io.lameduck.rehearsal.clients.ClientsProcess;
import io.lameduck.rehearsal.clients.Score;
import io.lameduck.rehearsal.clients.Target;
import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.Clients;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import sun.misc.Signal;

/** The clients alone, against anything that has an address. */
@Command(
    name = "clients",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    usageHelpWidth = 100,
    description = {
      "Asks one address until SIGTERM or SIGINT, with clients that never try again.",
      "",
      "It waits for a first answer to each kind of client, and counts from then on. Each second it"
          + " prints the score, and at its end all that its clients saw, as one line of JSON.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"  0:no request failed", "  1:a request failed", "  2:wrong options"})
final class ClientsCommand implements Callable<Integer> {
  /** As in a rehearsal on one machine. */
  static final List<Clients> USUAL =
      List.of(
          Clients.of(ClientKind.KEPT_ALIVE, 10),
          Clients.of(ClientKind.IDLE, 10),
          Clients.of(ClientKind.FRESH, 5));

  @Option(
      names = "--target",
      required = true,
      paramLabel = "HOST:PORT",
      description = "Whom to ask.")
  @Nullable Target target;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What the results call it. Default: its host")
  @Nullable String name;

  @Option(
      names = {"-c", "--client"},
      split = " +",
      paramLabel = "KIND=N[,PATH]",
      description = {
        "So many clients, as often as needed, or several behind blanks. Default: kept-alive=10,"
            + " idle=10, fresh=5, all of /"
      })
  List<Clients> clients = List.of();

  /** What the option above has no words for: pauses and lengths, of a scenario file. */
  @Option(names = "--clients-json", hidden = true)
  @Nullable ClientsJson clientsJson;

  @Option(names = "--tls", description = "All clients ask over TLS. No certificate is verified.")
  boolean tls;

  @Option(names = "--seed", paramLabel = "N", description = "For pauses and choices. Default: 1")
  long seed = 1;

  @Option(
      names = "--results-port",
      paramLabel = "PORT",
      description = "Answer GET /results with the score as JSON. Default: do not")
  int resultsPort;

  @Option(
      names = "--linger",
      paramLabel = "TIME",
      description = "Stay so long after the last line, for whoever reads the log. Default: 0s")
  Duration linger = Duration.ZERO;

  private final PrintStream out;

  ClientsCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    CountDownLatch stop = new CountDownLatch(1);
    for (String signal : List.of("TERM", "INT")) {
      Signal.handle(new Signal(signal), any -> stop.countDown());
    }
    Path terminationLog = Path.of("/dev/termination-log");
    Score score = new ClientsProcess(asking(), resultsPort, terminationLog, linger).run(out, stop);
    return (score.failed() == 0 ? ExitCode.PASSED : ExitCode.FAILED).number();
  }

  private Asking asking() {
    Target whom = Objects.requireNonNull(target);
    return new Asking(name == null ? whom.host() : name, whom, asked(), seed);
  }

  private List<Clients> asked() {
    List<Clients> some = clientsJson == null ? clients : clientsJson.clients();
    List<Clients> all = some.isEmpty() ? USUAL : some;
    return tls ? all.stream().map(Clients::overTls).toList() : all;
  }
}
