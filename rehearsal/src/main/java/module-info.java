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
  exports io.lameduck.rehearsal.model;

  opens io.lameduck.rehearsal.cli to
      info.picocli;
}
