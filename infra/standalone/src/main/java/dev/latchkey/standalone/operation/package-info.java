/** The small commands for a suite that runs: status, stop, start, rebuild, rotate. */
@NullMarked
package dev.latchkey.standalone.operation;

import org.jspecify.annotations.NullMarked;
