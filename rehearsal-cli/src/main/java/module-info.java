/** The rehearsal from a shell or a pipeline. */
module io.lameduck.rehearsal.cli {
  requires info.picocli;
  requires io.lameduck.rehearsal;
  requires jdk.httpserver;
  requires static org.jspecify;

  opens io.lameduck.rehearsal.cli to
      info.picocli;
}
