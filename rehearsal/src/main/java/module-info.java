/** Rehearses a rolling update of any service on one machine. */
module io.lameduck.rehearsal {
  requires HdrHistogram;
  requires okhttp3;
  requires org.snakeyaml.engine;
  requires tools.jackson.databind;
  requires static org.jspecify;
  requires static org.junit.jupiter.api;

  exports io.lameduck.rehearsal;
  exports io.lameduck.rehearsal.model;
}
