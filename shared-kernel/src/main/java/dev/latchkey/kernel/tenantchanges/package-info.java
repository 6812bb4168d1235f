/** What operators changed about the tenant: kept in a table of each service, and followed by every instance. */
@NullMarked
package dev.latchkey.kernel.tenantchanges;

import org.jspecify.annotations.NullMarked;
