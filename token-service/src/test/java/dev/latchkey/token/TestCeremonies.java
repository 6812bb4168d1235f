package dev.latchkey.token;

import dev.latchkey.authenticator.SoftwareAuthenticator;
import dev.latchkey.kernel.ticket.SealedTickets;
import dev.latchkey.kernel.ticket.Ticket;
import dev.latchkey.kernel.ticket.TicketKey;
import dev.latchkey.kernel.values.Base64Url;
import dev.latchkey.kernel.values.Profile;
import dev.latchkey.kernel.values.Purpose;
import dev.latchkey.kernel.values.SessionId;
import dev.latchkey.kernel.values.UserId;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Plays the challenge services: seals sessions as they would and gives the options that belong to them. */
public final class TestCeremonies {

    public static final String ORIGIN = "http://localhost:8080";
    public static final String REALM = "Username-Password-Authentication";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SealedTickets tickets;

    public TestCeremonies(SealedTickets tickets) {
        this.tickets = tickets;
    }

    /** Without any service around: with a sealing key of its own. */
    public static TestCeremonies offline() {
        return new TestCeremonies(
                new SealedTickets(List.of(new TicketKey("t", "MTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMTE="))));
    }

    /** A session together with the options that its challenge answered. */
    public record Session(Ticket ticket, String sealed, ObjectNode options) {

        public String id() {
            return ticket.sessionId().toString();
        }
    }

    public Session signup(String email) {
        return signup(email, ticket -> ticket);
    }

    public Session signup(String email, UnaryOperator<Ticket> spoil) {
        UserId user = UserId.of(random(UserId.RANDOM_BYTES));
        Ticket ticket = spoil.apply(ticket(Purpose.SIGNUP, user, Profile.ofEmail(email)));
        return new Session(ticket, tickets.seal(ticket), creationOptions(ticket, user));
    }

    /** For one more passkey of this person. */
    public Session enrolment(UserId user) {
        return enrolment(user, ticket -> ticket);
    }

    public Session enrolment(UserId user, UnaryOperator<Ticket> spoil) {
        Ticket ticket = spoil.apply(ticket(Purpose.ENROLMENT, user, null));
        return new Session(ticket, tickets.seal(ticket), creationOptions(ticket, user));
    }

    public Session login() {
        return login(ticket -> ticket);
    }

    public Session login(UnaryOperator<Ticket> spoil) {
        Ticket ticket = spoil.apply(ticket(Purpose.LOGIN, null, null));
        return new Session(ticket, tickets.seal(ticket), requestOptions(ticket));
    }

    /** The options of a session, but under a ticket that says something else. */
    public Session sealed(Session session, UnaryOperator<Ticket> spoil) {
        Ticket ticket = spoil.apply(session.ticket());
        return new Session(ticket, tickets.seal(ticket), session.options());
    }

    /** A login whose challenge would look different in standard base64. */
    public Session loginWithEveryKindOfCharacter() {
        return login(TestCeremonies::withEveryKindOfCharacter);
    }

    /** The ticket with a challenge that has both characters in which base64url differs from base64. */
    static Ticket withEveryKindOfCharacter(Ticket ticket) {
        return new TestTickets(ticket).with("challenge", ticket.challenge().substring(0, 60) + "-_-_");
    }

    public ObjectNode request(Session session, ObjectNode response) {
        ObjectNode body = JSON.createObjectNode();
        body.put("grant_type", "urn:okta:params:oauth:grant-type:webauthn");
        body.put("client_id", "demo");
        body.put("auth_session", session.sealed());
        body.set("authn_response", response);
        body.put("scope", "openid profile email");
        return body;
    }

    public ObjectNode request(Session session, SoftwareAuthenticator authenticator) {
        return request(
                session,
                session.ticket().purpose() == Purpose.SIGNUP
                        ? authenticator.create(session.options(), ORIGIN)
                        : authenticator.get(session.options(), ORIGIN));
    }

    private static Ticket ticket(Purpose purpose, @Nullable UserId user, @Nullable Profile profile) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        SessionId session = SessionId.at(now, random(10));
        return new Ticket(
                session,
                purpose,
                now,
                now.plusSeconds(60),
                "demo",
                REALM,
                null,
                "localhost:8080",
                "localhost",
                challenge(session),
                false,
                user,
                profile,
                profile == null ? null : Map.of("plan", "canary-metadata"),
                null);
    }

    private static String challenge(SessionId session) {
        byte[] challenge = new byte[48];
        System.arraycopy(session.toBytes(), 0, challenge, 0, 16);
        System.arraycopy(random(32), 0, challenge, 16, 32);
        return Base64Url.encode(challenge);
    }

    private static ObjectNode creationOptions(Ticket ticket, UserId user) {
        return JSON.readValue(
                """
                        {"challenge":"%s","timeout":60000,"rp":{"id":"localhost","name":"localhost"},
                         "user":{"id":"%s","name":"n","displayName":"n"},
                         "pubKeyCredParams":[{"type":"public-key","alg":-8},{"type":"public-key","alg":-7},
                                             {"type":"public-key","alg":-257}],
                         "authenticatorSelection":{"residentKey":"required","userVerification":"preferred"}}
                        """.formatted(ticket.challenge(), Base64Url.encode(user.toUserHandle())), ObjectNode.class);
    }

    private static ObjectNode requestOptions(Ticket ticket) {
        return JSON.readValue("""
                {"challenge":"%s","timeout":60000,"rpId":"localhost","userVerification":"preferred"}
                """.formatted(ticket.challenge()), ObjectNode.class);
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
