package io.lameduck.it;

import io.lameduck.LameduckBuilder;
import io.lameduck.probe.StandardChecks;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** What is wrong with a service from its start. */
enum Misbehaviour {
  /** Nothing. */
  NONE(service -> service.readiness("ping", () -> true)),
  /** A resource that does not close, and ignores interrupts. */
  STUCK_RESOURCE(service -> service.closeLast("stubborn", () -> Faults.hang("resource"))),
  /** A check in a native call that no interrupt ends: nothing ever comes from standard input. */
  STUCK_CHECK(service -> service.readiness("native", Misbehaviour::readForever)),
  /** A check that fails from the start, so that the service never gets ready. */
  NEVER_READY(service -> service.readiness("failing", () -> false)),
  /** Half of a long start comes before the library is started, half is a start-up check. */
  SLOW_START(
      service -> {
        Routes.pause(6000);
        long warm = System.nanoTime() + TimeUnit.SECONDS.toNanos(6);
        return service.startup("warm", () -> System.nanoTime() - warm > 0);
      }),
  /** Nothing, until it is asked to deadlock. */
  DEADLOCK(service -> service.liveness("deadlock", StandardChecks.deadlockedThreads())),
  /** Somebody else's shutdown hook that does not return. */
  STUCK_HOOK(
      service -> {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Faults.hang("hook")));
        return service;
      });

  private final UnaryOperator<LameduckBuilder> effect;

  Misbehaviour(UnaryOperator<LameduckBuilder> effect) {
    this.effect = effect;
  }

  LameduckBuilder befall(LameduckBuilder service) {
    return effect.apply(service);
  }

  private static boolean readForever() throws IOException {
    System.out.println("check hangs");
    return System.in.read() >= 0;
  }
}
