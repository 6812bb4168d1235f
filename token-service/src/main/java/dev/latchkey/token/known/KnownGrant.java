package dev.latchkey.token.known;

import dev.latchkey.kernel.events.GrantEvent;
import dev.latchkey.kernel.events.GrantOpened;
import dev.latchkey.kernel.events.GrantRevoked;
import dev.latchkey.kernel.events.RefreshTokenRefused;
import dev.latchkey.kernel.events.RefreshTokenRotated;
import dev.latchkey.kernel.events.RefreshTokenUsed;
import java.time.Instant;

/**
 * What an exchange needs to know of a grant, folded from its facts.
 *
 * @param generation of the refresh token that is current
 * @param rotatedAt since when it is current
 * @param exchangedAt when a refresh token was last exchanged, at first when the grant was opened
 * @param refusals how many refusals are recorded
 */
public record KnownGrant(
        GrantOpened opening, int generation, Instant rotatedAt, Instant exchangedAt, boolean revoked, int refusals) {

    /** The grant as it was opened. */
    public static KnownGrant of(GrantOpened opened) {
        return new KnownGrant(opened, 0, opened.openedAt(), opened.openedAt(), false, 0);
    }

    /** The grant after one more fact. */
    public KnownGrant evolve(GrantEvent event) {
        return switch (event) {
            case GrantOpened opened -> of(opened);
            case RefreshTokenRotated rotated ->
                new KnownGrant(
                        opening, rotated.generation(), rotated.rotatedAt(), rotated.rotatedAt(), revoked, refusals);
            case RefreshTokenUsed used ->
                new KnownGrant(opening, generation, rotatedAt, used.usedAt(), revoked, refusals);
            case RefreshTokenRefused refused ->
                new KnownGrant(opening, generation, rotatedAt, exchangedAt, revoked, refusals + 1);
            case GrantRevoked gone -> new KnownGrant(opening, generation, rotatedAt, exchangedAt, true, refusals);
        };
    }
}
