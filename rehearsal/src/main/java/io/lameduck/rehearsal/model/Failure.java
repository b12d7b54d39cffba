package io.lameduck.rehearsal.model;

import java.time.Duration;

/**
 * A failed request.
 *
 * @param at when it failed, since the rehearsal began
 * @param pod where; empty if the client knew no pod
 */
public record Failure(
    Duration at, ClientKind client, String pod, FailureKind kind, String detail) {}
