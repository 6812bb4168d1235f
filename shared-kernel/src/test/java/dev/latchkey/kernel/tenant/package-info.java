/** Tests of the tenant's configuration. */
@NullMarked
package dev.latchkey.kernel.tenant;

import org.jspecify.annotations.NullMarked;
