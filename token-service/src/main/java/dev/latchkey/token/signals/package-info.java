/**
 * What a page tells its browser by the WebAuthn Signal API, so that passkeys there and here do not drift apart. An addition
 * to Auth0's API, off its bodies (docs/signals.md).
 */
@NullMarked
package dev.latchkey.token.signals;

import org.jspecify.annotations.NullMarked;
