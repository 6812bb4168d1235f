/** The command line of the verifier. */
@NullMarked
package dev.latchkey.proof.command;

import org.jspecify.annotations.NullMarked;
