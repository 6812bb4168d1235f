/** Holds the Helm chart to Kubernetes' object model, to its own promises and to what the services really are. */
@NullMarked
package dev.latchkey.deployment.helm;

import org.jspecify.annotations.NullMarked;
