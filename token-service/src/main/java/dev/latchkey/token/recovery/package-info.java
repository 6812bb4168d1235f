/** What this service makes up for after its store was put back to where it had been. */
@NullMarked
package dev.latchkey.token.recovery;

import org.jspecify.annotations.NullMarked;
