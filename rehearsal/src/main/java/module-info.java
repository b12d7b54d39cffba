/** Rehearses a rolling update of any service on one machine. */
module io.lameduck.rehearsal {
  requires HdrHistogram;
  requires info.picocli;
  requires okhttp3;
  requires tools.jackson.databind;
  requires tools.jackson.dataformat.yaml;
  requires static org.jspecify;
  requires static org.junit.jupiter.api;

  exports io.lameduck.rehearsal;
  exports io.lameduck.rehearsal.file;
  exports io.lameduck.rehearsal.load;
  exports io.lameduck.rehearsal.pod;
  exports io.lameduck.rehearsal.report;

  opens io.lameduck.rehearsal.cli to
      info.picocli;
}
