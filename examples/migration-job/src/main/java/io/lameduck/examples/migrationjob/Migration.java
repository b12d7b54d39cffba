package io.lameduck.examples.migrationjob;

import io.lameduck.Lameduck;
import io.lameduck.Phase;
import io.lameduck.Ticket;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Copies all orders to a new table, batch by batch. Told to end, it ends after the batch. */
public final class Migration {
  private static final Logger log = LoggerFactory.getLogger(Migration.class);

  private final int batches = Integer.parseInt(setting("BATCHES", "40"));
  private final OldTable from = new OldTable(Integer.parseInt(setting("BATCH_MILLIS", "500")));
  private final Path directory = Path.of(setting("DIRECTORY", "target/orders"));

  private Migration() {}

  public static void main(String[] args) throws Exception {
    Lameduck.guard(() -> new Migration().run()); // what it throws becomes the termination message
  }

  private void run() throws IOException, InterruptedException {
    Lameduck lameduck = Lameduck.builder().start();
    try (NewTable to = NewTable.alone(directory)) {
      migrate(lameduck, to);
    }
    lameduck.shutdown("no batch is left").join(); // exit code 0, unless a signal came first
  }

  private void migrate(Lameduck lameduck, NewTable to) throws IOException, InterruptedException {
    log.info("{} of {} batches are done already", to.batches(), batches);
    int batch = to.batches() + 1;
    for (; batch <= batches && lameduck.phase() == Phase.READY; batch++) {
      String name = "batch " + batch;
      try (Ticket ticket = lameduck.inFlight().tryEnter(() -> name)) {
        if (ticket == null) {
          return; // told to end in this very moment
        }
        to.add(batch, from.rows(batch));
        log.info("{} of {} is done", name, batches);
      }
    }
  }

  private static String setting(String name, String otherwise) {
    return System.getenv().getOrDefault(name, otherwise);
  }
}
