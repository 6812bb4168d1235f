/** Tenant logs in Auth0's shape (CONTRACT section 14): a view over the trail, searched and paged by operators. */
@NullMarked
package dev.latchkey.audit.read.logs;

import org.jspecify.annotations.NullMarked;
