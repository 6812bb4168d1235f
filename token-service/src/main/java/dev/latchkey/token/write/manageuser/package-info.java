/** What operators make and change of people: created without a passkey, profile and metadata changed, blocked. */
@NullMarked
package dev.latchkey.token.write.manageuser;

import org.jspecify.annotations.NullMarked;
