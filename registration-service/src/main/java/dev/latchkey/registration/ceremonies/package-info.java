/** What browsers are told to create a passkey, the same for a first and for a further one. */
@NullMarked
package dev.latchkey.registration.ceremonies;

import org.jspecify.annotations.NullMarked;
