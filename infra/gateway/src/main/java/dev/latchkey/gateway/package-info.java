/** The front door: one origin for every service, with the demo page behind it. */
@NullMarked
package dev.latchkey.gateway;

import org.jspecify.annotations.NullMarked;
