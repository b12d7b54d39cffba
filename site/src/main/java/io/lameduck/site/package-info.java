/** Makes a web site of the documents in this repository. */
@NullMarked
package io.lameduck.site;

import org.jspecify.annotations.NullMarked;
