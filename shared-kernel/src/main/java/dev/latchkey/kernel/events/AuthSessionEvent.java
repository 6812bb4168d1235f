package dev.latchkey.kernel.events;

/** What happens to an {@code auth_session}: it is redeemed once or rejected. */
public sealed interface AuthSessionEvent extends Event permits AuthSessionRedeemed, AuthSessionRejected {

    @Override
    default StreamType streamType() {
        return StreamType.AUTH_SESSION;
    }
}
