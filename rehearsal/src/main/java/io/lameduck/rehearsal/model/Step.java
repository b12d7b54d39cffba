package io.lameduck.rehearsal.model;

/** One thing that happens to a service in a cluster. */
public sealed interface Step
    permits RollingUpdate,
        Scale,
        Recreate,
        KillDuringStart,
        Outage,
        SecondSigterm,
        DrainNode,
        Wait {}
