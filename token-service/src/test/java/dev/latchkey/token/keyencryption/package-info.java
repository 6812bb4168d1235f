/** Key-encryption keys come and go. */
@NullMarked
package dev.latchkey.token.keyencryption;

import org.jspecify.annotations.NullMarked;
