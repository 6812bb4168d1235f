package dev.latchkey.registration.read.users;

import dev.latchkey.kernel.values.UserId;
import java.time.Instant;

/**
 * One user as the table has them.
 *
 * @param personalData profile and metadata, encrypted with the person's key
 */
record UserRow(
        UserId userId, String realm, String personalData, Instant createdAt, Instant updatedAt, boolean blocked) {}
