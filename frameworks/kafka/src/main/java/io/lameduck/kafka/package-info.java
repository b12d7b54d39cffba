/** Consumers of Kafka: their poll loop, and its end. */
@NullMarked
package io.lameduck.kafka;

import org.jspecify.annotations.NullMarked;
