/** Holds what Latchkey is deployed with to what its services really are. */
@NullMarked
package dev.latchkey.deployment;

import org.jspecify.annotations.NullMarked;
