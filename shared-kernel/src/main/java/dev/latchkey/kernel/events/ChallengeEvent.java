package dev.latchkey.kernel.events;

/** What happens to a challenge; its stream is the session's. */
public sealed interface ChallengeEvent extends Event permits ChallengeIssued, ChallengeRefused {

    @Override
    default StreamType streamType() {
        return StreamType.CHALLENGE;
    }
}
