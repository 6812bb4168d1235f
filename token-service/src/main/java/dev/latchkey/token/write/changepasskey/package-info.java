/** What a person changes of a passkey they have: its name, or its end. */
@NullMarked
package dev.latchkey.token.write.changepasskey;

import org.jspecify.annotations.NullMarked;
