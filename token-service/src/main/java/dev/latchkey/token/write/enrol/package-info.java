/** Enrolling one more passkey for a person who is signed in: one transaction, as for every session. */
@NullMarked
package dev.latchkey.token.write.enrol;

import org.jspecify.annotations.NullMarked;
