package dev.latchkey.token;

import dev.latchkey.authenticator.Ceremony;
import dev.latchkey.kernel.events.RejectionReason;
import java.util.Arrays;
import java.util.function.Consumer;

/** A ceremony that is right in everything but one thing, and how that must be answered. */
record Spoiled<C extends Ceremony<?>>(String name, Expected expected, Consumer<C> spoil) {

    /** The three classes of answers. */
    sealed interface Expected {

        /** 403, the uniform refusal; inside one of these reasons is recorded. */
        record Refused(RejectionReason reason) implements Expected {}

        /** 400 while reading: nothing is recorded, and the session can still be answered. */
        record Unread() implements Expected {}

        /** 200. */
        record Accepted() implements Expected {}
    }

    static <C extends Ceremony<?>> Spoiled<C> refused(String name, RejectionReason reason, Consumer<C> spoil) {
        return new Spoiled<>(name, new Expected.Refused(reason), spoil);
    }

    static <C extends Ceremony<?>> Spoiled<C> unread(String name, Consumer<C> spoil) {
        return new Spoiled<>(name, new Expected.Unread(), spoil);
    }

    static <C extends Ceremony<?>> Spoiled<C> accepted(String name, Consumer<C> spoil) {
        return new Spoiled<>(name, new Expected.Accepted(), spoil);
    }

    @Override
    public String toString() {
        return name + " is " + expected.getClass().getSimpleName();
    }

    static byte[] joined(byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        byte[] whole = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, whole, at, part.length);
            at += part.length;
        }
        return whole;
    }
}
