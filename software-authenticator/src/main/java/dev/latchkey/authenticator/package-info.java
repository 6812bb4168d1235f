/** A WebAuthn client and authenticator in software, whose every part can be spoiled on purpose. */
@NullMarked
package dev.latchkey.authenticator;

import org.jspecify.annotations.NullMarked;
