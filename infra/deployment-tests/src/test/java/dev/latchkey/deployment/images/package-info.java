/** Holds the images to what the services are. */
@NullMarked
package dev.latchkey.deployment.images;

import org.jspecify.annotations.NullMarked;
