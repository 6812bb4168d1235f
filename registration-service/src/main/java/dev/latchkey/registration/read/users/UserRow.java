package dev.latchkey.registration.read.users;

import dev.latchkey.kernel.people.UserAnswer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One user as the table has them.
 *
 * @param personalData profile and metadata, encrypted with the person's key
 * @param lastCircumstances from where they signed in last, encrypted likewise
 */
record UserRow(
        UserAnswer.State state,
        String personalData,
        long loginsCount,
        @Nullable Instant lastLogin,
        @Nullable String lastCircumstances) {}
