/** Holds the compose file to what the services are, and to what a deployment must not do. */
@NullMarked
package dev.latchkey.deployment.compose;

import org.jspecify.annotations.NullMarked;
