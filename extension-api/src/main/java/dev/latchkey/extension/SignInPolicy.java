package dev.latchkey.extension;

/**
 * Decides whether a person may sign in or sign up, once everything else about the request is in order.
 *
 * <p>It may read elsewhere, but an answer that takes longer than the time limit is none. It may be asked more than once for
 * what becomes one sign-in, and for one that never comes about: it must change nothing.
 */
public interface SignInPolicy extends Extension {

    /** Decides; what it throws is no answer. */
    SignInDecision decide(SignInRequest request);
}
