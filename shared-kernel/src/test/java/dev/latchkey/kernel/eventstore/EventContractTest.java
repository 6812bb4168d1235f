package dev.latchkey.kernel.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.kernel.events.AuthSessionRedeemed;
import dev.latchkey.kernel.events.AuthSessionRejected;
import dev.latchkey.kernel.events.ChallengeIssued;
import dev.latchkey.kernel.events.ChallengeRefused;
import dev.latchkey.kernel.events.Channel;
import dev.latchkey.kernel.events.ClientChanged;
import dev.latchkey.kernel.events.ClientDeleted;
import dev.latchkey.kernel.events.ClientRegistered;
import dev.latchkey.kernel.events.ClientSecretRotated;
import dev.latchkey.kernel.events.ConnectionChanged;
import dev.latchkey.kernel.events.ConnectionDeleted;
import dev.latchkey.kernel.events.ConnectionRegistered;
import dev.latchkey.kernel.events.CredentialRegistered;
import dev.latchkey.kernel.events.CredentialRenamed;
import dev.latchkey.kernel.events.CredentialRevoked;
import dev.latchkey.kernel.events.CredentialUsed;
import dev.latchkey.kernel.events.DomainAdded;
import dev.latchkey.kernel.events.DomainChanged;
import dev.latchkey.kernel.events.DomainRemoved;
import dev.latchkey.kernel.events.Event;
import dev.latchkey.kernel.events.EventCatalogue;
import dev.latchkey.kernel.events.GrantOpened;
import dev.latchkey.kernel.events.GrantRevoked;
import dev.latchkey.kernel.events.IdentifierHash;
import dev.latchkey.kernel.events.PolicyRemark;
import dev.latchkey.kernel.events.RefreshTokenRefused;
import dev.latchkey.kernel.events.RefreshTokenRotated;
import dev.latchkey.kernel.events.RefreshTokenUsed;
import dev.latchkey.kernel.events.RejectionReason;
import dev.latchkey.kernel.events.UserBlocked;
import dev.latchkey.kernel.events.UserCreated;
import dev.latchkey.kernel.events.UserErased;
import dev.latchkey.kernel.events.UserJoinedOrganization;
import dev.latchkey.kernel.events.UserProfileChanged;
import dev.latchkey.kernel.events.UserUnblocked;
import dev.latchkey.kernel.values.CredentialId;
import dev.latchkey.kernel.values.GrantId;
import dev.latchkey.kernel.values.IdentifierType;
import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.kernel.values.Purpose;
import dev.latchkey.kernel.values.SessionId;
import dev.latchkey.kernel.values.Settings;
import dev.latchkey.kernel.values.UserId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * The contract with everybody who reads our events: each fact has an approved JSON for each name and revision, stored
 * events of every revision still load, and no name hangs on a class name.
 */
class EventContractTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Instant TIME = Instant.parse("2026-11-22T10:00:00.123Z");
    private static final SessionId SESSION = SessionId.of("01a201c4-4fda-747f-8ece-bcba958ae7f9");
    private static final GrantId GRANT = GrantId.of("01a201c4-5000-7abc-8def-0123456789ab");
    private static final UserId USER = UserId.of("auth0|507f1f77bcf86cd799439011");
    private static final CredentialId CREDENTIAL = CredentialId.of("J4T5yxd2y1toOpwVqEUB1g");
    private static final PasskeyId PASSKEY = PasskeyId.of(CREDENTIAL);
    private static final Settings CLIENT = new Settings(Map.of(
            "client-id",
            "c1",
            "app-type",
            "spa",
            "token-endpoint-auth-method",
            "none",
            "grant-types",
            List.of("refresh_token"),
            "is-first-party",
            true,
            "id-token-lifetime-seconds",
            36000,
            "mobile",
            Map.of("ios", Map.of("team-id", "ABCDE12345", "app-bundle-identifier", "com.example.app"))));
    private static final Settings NOTES = new Settings(Map.of("client_metadata", Map.of("team", "shop")));
    private static final Settings CONNECTION = new Settings(Map.of("name", "People", "enabled-clients", List.of()));
    private static final Settings DOMAIN = new Settings(Map.of("url", "https://id.example.com"));
    private static final String REALM = "Username-Password-Authentication";
    private static final Channel CHANNEL =
            new Channel("localhost:8080", new Channel.Sdk("auth0-spa-js", "2.27.0", Map.of("node", "22")));
    private static final List<IdentifierHash> HASHES = List.of(new IdentifierHash(IdentifierType.EMAIL, "bWFj"));

    private final NamedEventSerializer serializer = new NamedEventSerializer();

    static Stream<Event> samples() {
        return Stream.of(
                new ChallengeIssued(
                        SESSION,
                        Purpose.SIGNUP,
                        TIME,
                        TIME.plusSeconds(60),
                        "demo",
                        REALM,
                        null,
                        "localhost",
                        USER,
                        HASHES,
                        "aGFzaA",
                        CHANNEL),
                new ChallengeRefused(SESSION, Purpose.LOGIN, TIME, "demo", REALM, "invalid_request", "aGFzaA", CHANNEL),
                new AuthSessionRedeemed(
                        SESSION,
                        Purpose.LOGIN,
                        TIME,
                        "demo",
                        REALM,
                        null,
                        "localhost",
                        USER,
                        PASSKEY,
                        GRANT,
                        true,
                        "http://localhost:8080",
                        "c2VhbGVk",
                        List.of("openid"),
                        List.of("a"),
                        CHANNEL,
                        List.of(new PolicyRemark("office-hours", "timeout"))),
                new AuthSessionRejected(
                        SESSION,
                        Purpose.LOGIN,
                        TIME,
                        RejectionReason.POLICY_REFUSED,
                        "demo",
                        REALM,
                        "localhost",
                        USER,
                        PASSKEY,
                        "c2VhbGVk",
                        CHANNEL,
                        List.of(new PolicyRemark("office-hours", "closed"))),
                new UserCreated(USER, REALM, TIME, HASHES, "c2VhbGVk"),
                new UserProfileChanged(USER, HASHES, "c2VhbGVk", TIME),
                new UserJoinedOrganization(USER, "org_0123456789abcdef", TIME),
                new UserBlocked(USER, TIME),
                new UserUnblocked(USER, TIME),
                new UserErased(USER, TIME),
                new CredentialRegistered(
                        PASSKEY,
                        CREDENTIAL,
                        USER,
                        "pQECAyYgAQ",
                        -7,
                        new UUID(0, 0),
                        List.of("internal"),
                        0,
                        true,
                        true,
                        true,
                        "none",
                        "localhost",
                        TIME),
                new CredentialUsed(PASSKEY, USER, 7, true, TIME),
                new CredentialRenamed(PASSKEY, USER, "c2VhbGVk", TIME),
                new CredentialRevoked(PASSKEY, USER, "operator", TIME),
                new GrantOpened(
                        GRANT, USER, "demo", SESSION, PASSKEY, List.of("openid"), List.of("a"), null, null, TIME),
                new RefreshTokenRotated(
                        GRANT, USER, "demo", 1, List.of("openid"), List.of("a"), TIME, "c2VhbGVk", CHANNEL),
                new RefreshTokenUsed(
                        GRANT, USER, "demo", 1, List.of("openid"), List.of("a"), TIME, "c2VhbGVk", CHANNEL),
                new RefreshTokenRefused(
                        GRANT,
                        USER,
                        "demo",
                        0,
                        RefreshTokenRefused.Reason.REUSED,
                        TIME,
                        2,
                        List.of("a"),
                        "c2VhbGVk",
                        CHANNEL),
                new GrantRevoked(
                        GRANT, USER, "demo", GrantRevoked.Reason.REFRESH_TOKEN_REUSED, TIME, "c2VhbGVk", CHANNEL),
                new ClientRegistered("c1", CLIENT, NOTES, TIME),
                new ClientChanged("c1", CLIENT, NOTES, TIME),
                new ClientSecretRotated("c1", CLIENT, NOTES, TIME),
                new ClientDeleted("c1", TIME),
                new ConnectionRegistered("con_0123456789abcdef", CONNECTION, Settings.NONE, TIME),
                new ConnectionChanged("con_0123456789abcdef", CONNECTION, Settings.NONE, TIME),
                new ConnectionDeleted("con_0123456789abcdef", TIME),
                new DomainAdded("cd_0123456789abcdef", DOMAIN, Settings.NONE, TIME),
                new DomainChanged("cd_0123456789abcdef", DOMAIN, Settings.NONE, TIME),
                new DomainRemoved("cd_0123456789abcdef", TIME));
    }

    @Test
    void hasASampleOfEveryFactInTheCatalogue() {
        List<Class<?>> sampled = samples().<Class<?>>map(Object::getClass).toList();

        assertThat(sampled)
                .containsExactlyInAnyOrderElementsOf(EventCatalogue.instance().types());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void writesTheApprovedJson(Event event) {
        SerializedObject<byte[]> stored = serializer.serialize(event, byte[].class);

        assertThat(JSON.readTree(stored.getData())).isEqualTo(JSON.readTree(approved(event)));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void readsTheApprovedJsonUnderItsStableName(Event event) {
        EventCatalogue.Key key =
                EventCatalogue.instance().nameOf(event.getClass()).orElseThrow();
        SerializedObject<byte[]> stored = new SimpleSerializedObject<>(
                approved(event).getBytes(StandardCharsets.UTF_8),
                byte[].class,
                key.name(),
                String.valueOf(key.revision()));

        Object read = serializer.deserialize(stored);

        assertThat(read).isEqualTo(event);
    }

    @Test
    void keepsTheNamesThatStoredEventsAlreadyHave() {
        List<String> names = samples()
                .map(event -> serializer.typeForClass(event.getClass()).getName())
                .toList();

        assertThat(names)
                .containsExactly(
                        "challenge-issued",
                        "challenge-refused",
                        "auth-session-redeemed",
                        "auth-session-rejected",
                        "user-created",
                        "user-profile-changed",
                        "user-joined-organization",
                        "user-blocked",
                        "user-unblocked",
                        "user-erased",
                        "credential-registered",
                        "credential-used",
                        "credential-renamed",
                        "credential-revoked",
                        "grant-opened",
                        "refresh-token-rotated",
                        "refresh-token-used",
                        "refresh-token-refused",
                        "grant-revoked",
                        "client-registered",
                        "client-changed",
                        "client-secret-rotated",
                        "client-deleted",
                        "connection-registered",
                        "connection-changed",
                        "connection-deleted",
                        "domain-added",
                        "domain-changed",
                        "domain-removed");
    }

    private static String approved(Event event) {
        EventCatalogue.Key key =
                EventCatalogue.instance().nameOf(event.getClass()).orElseThrow();
        String file = "/events/" + key.name() + ".v" + key.revision() + ".json";
        try (InputStream json = EventContractTest.class.getResourceAsStream(file)) {
            assertThat(json).as("approved file " + file).isNotNull();
            return new String(json.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new AssertionError("cannot read " + file, unreadable);
        }
    }
}
