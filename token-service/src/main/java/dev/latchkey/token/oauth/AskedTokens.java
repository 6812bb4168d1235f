package dev.latchkey.token.oauth;

import dev.latchkey.extension.Person;
import dev.latchkey.extension.TokenRequest;
import dev.latchkey.token.extensions.KnownPerson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tokens that are about to be made, as extensions see them. */
record AskedTokens(Issue issue) implements TokenRequest {

    @Override
    public Grant grant() {
        return issue.grantType() == null ? Grant.SIGN_IN : Grant.REFRESH;
    }

    @Override
    public Instant at() {
        return issue.issuedAt();
    }

    @Override
    public Instant signedInAt() {
        return issue.authenticatedAt();
    }

    @Override
    public String sessionId() {
        return issue.sessionId().toString();
    }

    @Override
    public String clientId() {
        return issue.client().clientId();
    }

    @Override
    public Optional<String> organization() {
        return Optional.ofNullable(issue.organization());
    }

    @Override
    public Person person() {
        return new KnownPerson(issue.userId(), issue.person());
    }

    @Override
    public List<String> scope() {
        return issue.scope();
    }

    @Override
    public List<String> audience() {
        return issue.audience();
    }
}
