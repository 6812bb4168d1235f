package dev.latchkey.token.write.redeem;

import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.authenticator.SoftwareAuthenticator;
import dev.latchkey.kernel.events.Channel;
import dev.latchkey.kernel.privacy.Circumstances;
import dev.latchkey.kernel.tenant.Client;
import dev.latchkey.kernel.tenant.Domain;
import dev.latchkey.kernel.ticket.Ticket;
import dev.latchkey.kernel.values.GrantId;
import dev.latchkey.token.TestCeremonies;
import dev.latchkey.token.TestCeremonies.Session;
import dev.latchkey.token.TestTenants;
import dev.latchkey.token.webauthn.AnswerReader;
import dev.latchkey.token.webauthn.AuthenticatorAnswer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A redemption that is right in everything until a test changes one thing of it. */
public final class TestRedemption {

    static final String DOMAIN = "localhost:8080";
    static final List<String> SCOPE = List.of("openid", "email");
    static final List<String> AUDIENCE = List.of("http://localhost:8080/userinfo");
    static final Circumstances CIRCUMSTANCES = new Circumstances("203.0.113.7", "canary-agent");
    static final Channel CHANNEL = new Channel("localhost:8080", new Channel.Sdk("auth0-spa-js", "2.27.0", null));

    private static final TestCeremonies CEREMONIES = TestCeremonies.offline();

    private Ticket ticket;
    private AuthenticatorAnswer answer;
    private String clientId = "demo";
    private String domain = DOMAIN;
    private @Nullable String realm;
    private @Nullable String organization;
    private Instant now;

    private TestRedemption(Ticket ticket, AuthenticatorAnswer answer) {
        this.ticket = ticket;
        this.answer = answer;
        this.now = ticket.issuedAt().plusSeconds(1);
    }

    /** An answer to a signup of a new person. */
    public static TestRedemption signup() {
        return signup(SoftwareAuthenticator.withAlgorithm(Algorithm.ES256));
    }

    static TestRedemption signup(SoftwareAuthenticator authenticator) {
        return of(CEREMONIES.signup("canary-person@example.com"), authenticator);
    }

    /** An answer of an authenticator that has signed up before. */
    static TestRedemption login(SoftwareAuthenticator authenticator) {
        return of(CEREMONIES.login(), authenticator);
    }

    private static TestRedemption of(Session session, SoftwareAuthenticator authenticator) {
        ObjectNode response =
                (ObjectNode) CEREMONIES.request(session, authenticator).required("authn_response");
        return new TestRedemption(session.ticket(), AnswerReader.read(response));
    }

    private static final Client DEMO =
            TestTenants.withPasskeyClient("demo").client("demo").orElseThrow();

    TestRedemption ticket(UnaryOperator<Ticket> change) {
        ticket = change.apply(ticket);
        return this;
    }

    TestRedemption answer(AuthenticatorAnswer other) {
        answer = other;
        return this;
    }

    TestRedemption client(String other) {
        clientId = other;
        return this;
    }

    TestRedemption domain(String other) {
        domain = other;
        return this;
    }

    TestRedemption realm(String named) {
        realm = named;
        return this;
    }

    TestRedemption organization(String named) {
        organization = named;
        return this;
    }

    /** How long before the session's end the answer comes. */
    TestRedemption beforeExpiry(Duration left) {
        now = ticket.expiresAt().minus(left);
        return this;
    }

    public RedeemSession command() {
        return new RedeemSession(
                ticket,
                answer,
                client(),
                new Domain(URI.create("http://" + domain), "localhost", List.of()),
                realm,
                organization,
                new GrantId(UUID.randomUUID()),
                SCOPE,
                AUDIENCE,
                CIRCUMSTANCES,
                CHANNEL,
                null,
                now);
    }

    private Client client() {
        return new Client(
                clientId,
                DEMO.name(),
                DEMO.appType(),
                DEMO.authentication(),
                DEMO.clientSecretSha256(),
                DEMO.publicKeys(),
                DEMO.firstParty(),
                DEMO.oidcConformant(),
                DEMO.grantTypes(),
                DEMO.origins(),
                DEMO.mobile(),
                DEMO.organizationUsage(),
                DEMO.scopes(),
                DEMO.userVerificationRequired(),
                DEMO.proofOfPossessionRequired(),
                DEMO.forwardedForTrusted(),
                DEMO.idTokenLifetime(),
                DEMO.accessTokenLifetime(),
                DEMO.refreshTokens());
    }
}
