/** Quartz: the jobs of a scheduler, and its end. */
module io.lameduck.quartz {
  requires io.lameduck;
  requires org.quartz;
  requires static org.jspecify;

  exports io.lameduck.quartz;
}
