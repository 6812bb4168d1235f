/** Follows one request from the front door through its event to whoever takes that in. */
@NullMarked
package dev.latchkey.tracing;

import org.jspecify.annotations.NullMarked;
