/** Holds dashboard, alerts and document of operators to the meters that the services really show. */
@NullMarked
package dev.latchkey.deployment.observability;

import org.jspecify.annotations.NullMarked;
