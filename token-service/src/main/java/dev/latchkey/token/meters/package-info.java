/** What operators count of answered sessions and issued tokens. */
@NullMarked
package dev.latchkey.token.meters;

import org.jspecify.annotations.NullMarked;
