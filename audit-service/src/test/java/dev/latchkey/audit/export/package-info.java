/** Tests of exports. */
@NullMarked
package dev.latchkey.audit.export;

import org.jspecify.annotations.NullMarked;
