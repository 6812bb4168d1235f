/** Starting an enrolment: a challenge to create one more passkey for a person who is signed in (CONTRACT section 12). */
@NullMarked
package dev.latchkey.registration.write.startenrolment;

import org.jspecify.annotations.NullMarked;
