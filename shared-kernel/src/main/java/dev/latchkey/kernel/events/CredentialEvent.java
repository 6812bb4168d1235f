package dev.latchkey.kernel.events;

/** What happens to a passkey. */
public sealed interface CredentialEvent extends Event
        permits CredentialRegistered, CredentialUsed, CredentialRenamed, CredentialRevoked {

    @Override
    default StreamType streamType() {
        return StreamType.CREDENTIAL;
    }
}
