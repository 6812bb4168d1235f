/** Domains, connections, clients and resource servers as one validated model. */
@NullMarked
package dev.latchkey.kernel.tenant;

import org.jspecify.annotations.NullMarked;
