package dev.latchkey.token.myaccount;

import dev.latchkey.kernel.myaccount.Caller;
import dev.latchkey.kernel.myaccount.ProblemException;
import dev.latchkey.kernel.privacy.PasskeyName;
import dev.latchkey.kernel.privacy.PersonKey;
import dev.latchkey.kernel.privacy.PersonKeys;
import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.token.known.KnownPasskey;
import dev.latchkey.token.write.Passkeys;
import dev.latchkey.token.write.People;
import java.util.List;
import org.springframework.stereotype.Component;

/** The caller's own passkeys; anybody else's do not exist. Names become readable here and nowhere before. */
@Component
final class OwnPasskeys {

    private final Passkeys passkeys;
    private final People people;
    private final PersonKeys keys;

    OwnPasskeys(Passkeys passkeys, People people, PersonKeys keys) {
        this.passkeys = passkeys;
        this.people = people;
        this.keys = keys;
    }

    List<PasskeyAnswer> all(Caller caller) {
        PersonKey key = keyOf(caller);
        return passkeys.of(caller.userId()).stream()
                .map(passkey -> answer(passkey, key))
                .toList();
    }

    PasskeyAnswer one(Caller caller, String id) {
        PersonKey key = keyOf(caller);
        return passkeys.find(caller.userId(), PasskeyId.of(id))
                .map(passkey -> answer(passkey, key))
                .orElseThrow(ProblemException::noSuchMethod);
    }

    /** A token outlives a block or an erasure by minutes; what it opens does not. */
    void requireActive(Caller caller) {
        if (people.find(caller.userId()).isEmpty()) {
            throw ProblemException.personRefused();
        }
    }

    private PersonKey keyOf(Caller caller) {
        requireActive(caller);
        return keys.find(caller.userId()).orElseThrow(ProblemException::personRefused);
    }

    private static PasskeyAnswer answer(KnownPasskey passkey, PersonKey key) {
        String name = passkey.name();
        return PasskeyAnswer.of(passkey, passkey.userHandle(key), name == null ? null : PasskeyName.decrypt(name, key));
    }
}
