/** The command line as a person types it. */
@NullMarked
package dev.latchkey.proof.command;

import org.jspecify.annotations.NullMarked;
