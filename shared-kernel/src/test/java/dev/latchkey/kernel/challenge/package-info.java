/** Tests of how a challenge is asked for and handed out. */
@NullMarked
package dev.latchkey.kernel.challenge;

import org.jspecify.annotations.NullMarked;
