package dev.latchkey.registration.write.startenrolment;

import dev.latchkey.kernel.values.Profile;
import dev.latchkey.kernel.values.UserId;

/** A person who may have one more passkey. */
record Person(UserId userId, String realm, Profile profile) {

    /** Hides the personal data from logs. */
    @Override
    public String toString() {
        return "Person[" + userId + "]";
    }
}
