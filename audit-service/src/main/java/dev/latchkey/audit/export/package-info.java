/** The trail on its way out: its lines as they are, for whoever checks them elsewhere. */
@NullMarked
package dev.latchkey.audit.export;

import org.jspecify.annotations.NullMarked;
