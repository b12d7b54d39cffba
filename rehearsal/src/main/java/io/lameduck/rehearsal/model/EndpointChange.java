package io.lameduck.rehearsal.model;

import java.time.Duration;

/**
 * A pod was added to or removed from the service's endpoints; each client learns of it later.
 *
 * @param at since the rehearsal began
 */
public record EndpointChange(Duration at, String pod, boolean added) {}
