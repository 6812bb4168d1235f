package dev.latchkey.endtoend;

import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.authenticator.Ceremony;
import dev.latchkey.authenticator.SoftwareAuthenticator;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * A ceremony that is right but for one thing.
 *
 * @param what names the one thing
 * @param spoil makes it wrong
 */
record Spoiled<C extends Ceremony<C>>(
        String what, Algorithm algorithm, boolean deviceBound, BiConsumer<C, Session> spoil, Expected expected) {

    static <C extends Ceremony<C>> Spoiled<C> spoiled(String what, Consumer<C> spoil, Expected expected) {
        return new Spoiled<>(what, Algorithm.EDDSA, false, (ceremony, session) -> spoil.accept(ceremony), expected);
    }

    static <C extends Ceremony<C>> Spoiled<C> spoiledWith(
            String what, BiConsumer<C, Session> spoil, Expected expected) {
        return new Spoiled<>(what, Algorithm.EDDSA, false, spoil, expected);
    }

    Spoiled<C> signing(Algorithm chosen) {
        return new Spoiled<>(what, chosen, deviceBound, spoil, expected);
    }

    Spoiled<C> onADevice() {
        return new Spoiled<>(what, algorithm, true, spoil, expected);
    }

    SoftwareAuthenticator authenticator() {
        return deviceBound
                ? SoftwareAuthenticator.deviceBound(algorithm)
                : SoftwareAuthenticator.withAlgorithm(algorithm);
    }

    @Override
    public String toString() {
        return what;
    }
}
