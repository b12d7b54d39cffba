/**
 * The promises where users run them: in containers and on a cluster. What is applied is the
 * examples' own YAML, with images built from their own Dockerfiles.
 */
@NullMarked
package io.lameduck.it.kube;

import org.jspecify.annotations.NullMarked;
