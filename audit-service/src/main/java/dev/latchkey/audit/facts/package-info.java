/** Questions to the trail: what happened, what was so at an instant, what a session did. */
@NullMarked
package dev.latchkey.audit.facts;

import org.jspecify.annotations.NullMarked;
