/** What the API of Kubernetes knows of the end of the own pod: when SIGKILL comes, and why. */
@NullMarked
package io.lameduck.kubernetes;

import org.jspecify.annotations.NullMarked;
