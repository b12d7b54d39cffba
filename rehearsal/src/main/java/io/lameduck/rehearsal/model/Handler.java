package io.lameduck.rehearsal.model;

/** What a probe or a preStop hook does, as a manifest writes it. */
public sealed interface Handler permits HttpGet, GrpcCheck, TcpConnect, Exec, Sleep {}
