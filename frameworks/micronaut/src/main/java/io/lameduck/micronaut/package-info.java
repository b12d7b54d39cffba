/**
 * Micronaut applications: one dependency, no code. {@code lameduck.enabled=false} leaves it out.
 */
@Configuration
@Requires(property = "lameduck.enabled", value = "true", defaultValue = "true")
@NullMarked
package io.lameduck.micronaut;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
