package dev.latchkey.kernel.events;

/** What happens to a person. */
public sealed interface UserEvent extends Event
        permits UserCreated, UserProfileChanged, UserJoinedOrganization, UserBlocked, UserUnblocked, UserErased {

    @Override
    default StreamType streamType() {
        return StreamType.USER;
    }
}
