/** Holds the authenticator's answers against an independent verifier. */
@NullMarked
package dev.latchkey.authenticator;

import org.jspecify.annotations.NullMarked;
