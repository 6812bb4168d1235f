package dev.latchkey.authentication.read.credentials;

import dev.latchkey.kernel.people.PasskeyAnswer;
import org.jspecify.annotations.Nullable;

/**
 * One passkey as the table has it.
 *
 * @param name that somebody gave it, encrypted with the person's key
 * @param imported what it brought along, encrypted likewise
 */
record CredentialRow(
        PasskeyAnswer.State state,
        @Nullable String name,
        @Nullable String imported) {}
