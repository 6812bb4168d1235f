package dev.latchkey.kernel.events;

/** What happens to a grant: the family of tokens that stems from one ceremony. */
public sealed interface GrantEvent extends Event
        permits GrantOpened, RefreshTokenRotated, RefreshTokenUsed, RefreshTokenRefused, GrantRevoked {

    @Override
    default StreamType streamType() {
        return StreamType.GRANT;
    }
}
