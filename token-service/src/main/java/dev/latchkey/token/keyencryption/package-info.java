/** The operator's command over what key-encryption keys wrap. */
@NullMarked
package dev.latchkey.token.keyencryption;

import org.jspecify.annotations.NullMarked;
