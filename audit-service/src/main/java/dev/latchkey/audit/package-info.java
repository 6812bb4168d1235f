/** audit-service: the trail of everything that happened, searched, exported and proven. */
@NullMarked
package dev.latchkey.audit;

import org.jspecify.annotations.NullMarked;
