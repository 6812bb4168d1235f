/** How a challenge is asked for and handed out: what the services that do so must do alike. */
@NullMarked
package dev.latchkey.kernel.challenge;

import org.jspecify.annotations.NullMarked;
