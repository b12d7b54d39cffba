/** Lameduck for Spring Boot: one dependency, no code. */
@NullMarked
package io.lameduck.springboot;

import org.jspecify.annotations.NullMarked;
