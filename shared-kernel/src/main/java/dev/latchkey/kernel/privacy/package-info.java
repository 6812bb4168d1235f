/** Encryption of personal data with one key per person, and keyed hashes where there is no person yet. */
@NullMarked
package dev.latchkey.kernel.privacy;

import org.jspecify.annotations.NullMarked;
