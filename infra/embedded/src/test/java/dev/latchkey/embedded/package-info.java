/** Both servers are started for real. */
@NullMarked
package dev.latchkey.embedded;

import org.jspecify.annotations.NullMarked;
