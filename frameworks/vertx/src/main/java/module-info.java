/** The servers of a Vert.x. */
module io.lameduck.vertx {
  requires io.lameduck;
  requires io.lameduck.netty;
  requires org.slf4j;
  requires static io.netty.common;
  requires static io.netty.transport;
  requires static io.vertx.codegen.api; // what the classes of Vert.x are annotated with
  requires static io.vertx.codegen.json;
  requires static io.vertx.core;
  requires static org.jspecify;

  exports io.lameduck.vertx;
}
