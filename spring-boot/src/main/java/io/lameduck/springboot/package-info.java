/** Lameduck for Spring Boot 4: one dependency, no code. */
@NullMarked
package io.lameduck.springboot;

import org.jspecify.annotations.NullMarked;
