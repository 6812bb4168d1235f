package dev.latchkey.audit.read.logs;

import dev.latchkey.audit.trail.Entry;
import dev.latchkey.kernel.events.AuthSessionRedeemed;
import dev.latchkey.kernel.events.AuthSessionRejected;
import dev.latchkey.kernel.events.ChallengeIssued;
import dev.latchkey.kernel.events.ChallengeRefused;
import dev.latchkey.kernel.events.CredentialRenamed;
import dev.latchkey.kernel.events.CredentialRevoked;
import dev.latchkey.kernel.events.Event;
import dev.latchkey.kernel.events.EventCatalogue;
import dev.latchkey.kernel.events.GrantRevoked;
import dev.latchkey.kernel.events.RefreshTokenRefused;
import dev.latchkey.kernel.events.RefreshTokenRotated;
import dev.latchkey.kernel.events.RefreshTokenUsed;
import dev.latchkey.kernel.events.UserErased;
import dev.latchkey.kernel.tenant.TenantIds;
import dev.latchkey.kernel.values.Purpose;
import dev.latchkey.kernel.values.SessionId;
import dev.latchkey.kernel.values.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Which logs a fact makes, in Auth0's types and shapes (CONTRACT section 14). */
@Component
class LogTypes {

    private static final Logger log = LoggerFactory.getLogger(LogTypes.class);
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final String WEBAUTHN = "urn:okta:params:oauth:grant-type:webauthn";
    private static final String PASSKEY = "passkey";
    private static final String INVALID_GRANT = "invalid_grant";
    private static final int TIMESTAMP_SHIFT = 16;

    private final ManagementLogs managementLogs = new ManagementLogs();

    /** The logs of an entry, in their order; none for one that Auth0 has no log of. */
    List<Draft> of(Entry entry) {
        List<Draft> drafts = new ArrayList<>();
        read(entry).ifPresent(event -> drafts.addAll(of(event)));
        managementLogs.of(entry).ifPresent(drafts::add);
        return drafts;
    }

    /** A fact that this version does not know makes no log of its own. */
    private static Optional<Event> read(Entry entry) {
        Integer revision = entry.revision();
        return EventCatalogue.instance()
                .find(entry.name(), revision == null ? 1 : revision)
                .flatMap(type -> {
                    try {
                        return Optional.of(JSON.treeToValue(entry.data(), type));
                    } catch (JacksonException unreadable) {
                        log.warn("entry {} of the trail cannot be read, it makes no log", entry.position());
                        return Optional.empty();
                    }
                });
    }

    private static List<Draft> of(Event event) {
        return switch (event) {
            case ChallengeIssued issued -> List.of(started(issued));
            case ChallengeRefused refused -> List.of(notStarted(refused));
            case AuthSessionRedeemed redeemed -> redeemed(redeemed);
            case AuthSessionRejected rejected -> List.of(rejected(rejected));
            case CredentialRenamed renamed ->
                List.of(ownPasskey("update", renamed.passkeyId().toString(), renamed.userId()));
            case CredentialRevoked revoked
            when revoked.reason().equals("user") ->
                List.of(ownPasskey("delete", revoked.passkeyId().toString(), revoked.userId()));
            case RefreshTokenRotated rotated ->
                List.of(refreshed(
                                rotated.clientId(),
                                rotated.userId(),
                                rotated.grantId().toString(),
                                rotated.generation())
                        .from(rotated.circumstances(), rotated.channel(), null)
                        .tokens(rotated.audience(), rotated.scope()));
            case RefreshTokenUsed used ->
                List.of(refreshed(used.clientId(), used.userId(), used.grantId().toString(), used.generation())
                        .from(used.circumstances(), used.channel(), null)
                        .tokens(used.audience(), used.scope()));
            case RefreshTokenRefused refused -> List.of(notRefreshed(refused));
            case GrantRevoked revoked -> List.of(grantRevoked(revoked));
            case UserErased erased -> List.of(userDeleted(erased));
            // What an operator did of it is in the Management API's own log; the rest has none.
            default -> List.of();
        };
    }

    private static Draft started(ChallengeIssued issued) {
        Draft draft = issued.purpose() == Purpose.ENROLMENT
                ? myAccount("my_account_authentication_method_succeeded", "enroll", null)
                : Draft.of("passkey_challenge_started", "A native passkey challenge was successfully initiated");
        ObjectNode details = draft.details();
        if (issued.purpose() != Purpose.ENROLMENT) {
            details.put("purpose", purpose(issued.purpose()));
            details.put("initiatedAt", issued.issuedAt().toEpochMilli());
        }
        details.put("session_id", issued.sessionId().toString());
        return draft.client(issued.clientId())
                .connection(issued.realm())
                .organization(issued.organization())
                // Who signs up is nobody yet.
                .person(issued.purpose() == Purpose.ENROLMENT ? issued.userId() : null)
                .from(null, issued.channel(), issued.relyingPartyId());
    }

    private static Draft notStarted(ChallengeRefused refused) {
        Draft draft = Draft.of("passkey_challenge_failed", "A native passkey challenge failed");
        draft.details().put("purpose", purpose(refused.purpose()));
        draft.details().putObject("error").put("message", refused.reason());
        return draft.client(refused.clientId()).connection(refused.realm()).from(null, refused.channel(), null);
    }

    private static String purpose(Purpose purpose) {
        return purpose == Purpose.SIGNUP ? "register" : "login";
    }

    private static List<Draft> redeemed(AuthSessionRedeemed redeemed) {
        return switch (redeemed.purpose()) {
            case SIGNUP -> List.of(signedUp(redeemed), signedIn(redeemed));
            case LOGIN -> List.of(signedIn(redeemed));
            case ENROLMENT -> List.of(enrolled(redeemed), enrolmentComplete(redeemed));
        };
    }

    private static Draft signedUp(AuthSessionRedeemed redeemed) {
        Draft draft = Draft.of("ss", "Successful Signup");
        ObjectNode details = draft.details();
        details.putArray("authentication_methods").add(PASSKEY);
        details.putObject("body")
                .put("client_id", redeemed.clientId())
                .put("connection", redeemed.realm())
                .put("user_id", redeemed.userId().withoutProvider());
        details.put("session_id", redeemed.sessionId().toString());
        return of(draft, redeemed);
    }

    private static Draft signedIn(AuthSessionRedeemed redeemed) {
        Draft draft = Draft.of("s", "Successful Login");
        long initiated = begunAt(redeemed.sessionId()).toEpochMilli();
        long completed = redeemed.redeemedAt().toEpochMilli();
        ObjectNode details = draft.details();
        ObjectNode prompt = details.putArray("prompts").addObject();
        prompt.put("name", PASSKEY);
        prompt.putArray("performed_amr").add("phr");
        prompt.put("requiredCaptcha", false)
                .put("session_id", redeemed.sessionId().toString())
                .put("connection", redeemed.realm())
                .put("connection_id", TenantIds.ofConnection(redeemed.realm()))
                .put("strategy", LogRecords.STRATEGY)
                .put("identity", redeemed.userId().withoutProvider())
                .put("user_id", redeemed.userId().toString())
                .put("initiatedAt", initiated)
                .put("completedAt", completed)
                .put("elapsedTime", completed - initiated);
        details.put("initiatedAt", initiated)
                .put("completedAt", completed)
                .put("elapsedTime", completed - initiated)
                .put("session_id", redeemed.sessionId().toString())
                .put("credential_id", redeemed.passkeyId().toString())
                .put("user_verified", redeemed.userVerified());
        if (redeemed.grantId() != null) {
            details.put("grant_id", redeemed.grantId().toString());
        }
        return of(draft, redeemed).tokens(redeemed.audience(), redeemed.scope());
    }

    /** A session's id is of the millisecond in which it was opened (RFC 9562 section 5.7). */
    private static Instant begunAt(SessionId session) {
        return Instant.ofEpochMilli(session.value().getMostSignificantBits() >>> TIMESTAMP_SHIFT);
    }

    private static Draft enrolled(AuthSessionRedeemed redeemed) {
        Draft draft = myAccount(
                "my_account_authentication_method_succeeded",
                "verify",
                redeemed.passkeyId().toString());
        draft.details().put("session_id", redeemed.sessionId().toString());
        return of(draft, redeemed);
    }

    private static Draft enrolmentComplete(AuthSessionRedeemed redeemed) {
        Draft draft = Draft.of("gd_enrollment_complete", "Enrollment complete");
        draft.details()
                .putObject("authenticator")
                .put("id", redeemed.passkeyId().toString())
                .put("type", PASSKEY);
        return of(draft, redeemed);
    }

    private static Draft of(Draft draft, AuthSessionRedeemed redeemed) {
        return draft.client(redeemed.clientId())
                .connection(redeemed.realm())
                .organization(redeemed.organization())
                .person(redeemed.userId())
                .from(redeemed.circumstances(), redeemed.channel(), redeemed.relyingPartyId());
    }

    private static Draft rejected(AuthSessionRejected rejected) {
        return rejectedDraft(rejected)
                .client(rejected.clientId())
                .connection(rejected.realm())
                .person(rejected.userId())
                .from(rejected.circumstances(), rejected.channel(), rejected.relyingPartyId());
    }

    private static Draft rejectedDraft(AuthSessionRejected rejected) {
        String reason = words(rejected.reason());
        String passkey =
                rejected.passkeyId() == null ? null : rejected.passkeyId().toString();
        Draft draft =
                switch (rejected.purpose()) {
                    case SIGNUP -> Draft.of("fs", reason);
                    case LOGIN -> Draft.of("f", reason);
                    case ENROLMENT -> myAccount("my_account_authentication_method_failed", "verify", passkey);
                };
        ObjectNode details = draft.details();
        ObjectNode error = details.putObject("error");
        if (rejected.purpose() == Purpose.ENROLMENT) {
            error.put("type", INVALID_GRANT)
                    .put("status", 400)
                    .put("title", "Bad Request")
                    .put("detail", reason);
        } else {
            error.put("message", reason).put("oauthError", INVALID_GRANT).put("type", "invalid-grant");
            details.put("grant_type", WEBAUTHN);
            if (passkey != null) {
                details.put("credential_id", passkey);
            }
        }
        return withReason(draft, rejected.reason().name(), rejected.sessionId());
    }

    private static Draft withReason(Draft draft, String reason, SessionId session) {
        draft.details().put("reason", reason).put("session_id", session.toString());
        return draft;
    }

    /** A code in words: {@code BAD_SIGNATURE} is a bad signature. */
    private static String words(Enum<?> code) {
        String text = code.name().replace('_', ' ').toLowerCase(Locale.ROOT);
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static Draft ownPasskey(String operation, String passkey, UserId user) {
        return myAccount("my_account_authentication_method_succeeded", operation, passkey)
                .person(user);
    }

    private static Draft myAccount(String type, String operation, @Nullable String passkey) {
        Draft draft = Draft.of(
                type,
                type.endsWith("_failed")
                        ? "Failed authentication method operation in My Account API"
                        : "Successful authentication method operation in My Account API");
        draft.details().put("operation", operation).put("authentication_method", PASSKEY);
        if (passkey != null) {
            draft.details().put("authentication_method_id", passkey);
        }
        return draft;
    }

    private static Draft refreshed(String client, UserId user, String grant, int generation) {
        Draft draft = Draft.of("sertft", "Successful Exchange of Refresh Token for Access Token");
        draft.details().put("familyId", grant).put("tokenCounter", generation);
        return draft.client(client).person(user);
    }

    private static Draft notRefreshed(RefreshTokenRefused refused) {
        boolean reused = refused.reason() == RefreshTokenRefused.Reason.REUSED;
        Draft draft = reused
                ? Draft.of("ferrt", "Failed Exchange of Rotating Refresh Token")
                : Draft.of("fertft", "Failed Exchange of Refresh Token for Access Token");
        Integer latest = refused.latestGeneration();
        ObjectNode details = draft.details();
        details.put("familyId", refused.grantId().toString()).put("tokenCounter", refused.generation());
        details.put("latestCounter", latest == null ? refused.generation() + 1 : latest);
        details.put("reason", refused.reason().name());
        if (!reused) {
            details.put("failure_reason", failure(refused.reason()));
        }
        return draft.client(refused.clientId())
                .person(refused.userId())
                .from(refused.circumstances(), refused.channel(), null)
                .tokens(refused.audience(), null);
    }

    private static String failure(RefreshTokenRefused.Reason reason) {
        return switch (reason) {
            case GRANT_REVOKED, REUSED -> "grant_revoked";
            case EXPIRED, USER_BLOCKED, USER_ERASED -> "session_not_found";
            case WRONG_CLIENT, WRONG_KEY -> "invalid_token";
        };
    }

    private static Draft grantRevoked(GrantRevoked revoked) {
        Draft draft = Draft.of("srrt", "Successful Refresh Token Revocation");
        draft.details()
                .put("credential_id", revoked.grantId().toString())
                .put("grant_id", revoked.grantId().toString())
                .put("reason", revoked.reason().name());
        return draft.client(revoked.clientId())
                .person(revoked.userId())
                .from(revoked.circumstances(), revoked.channel(), null);
    }

    private static Draft userDeleted(UserErased erased) {
        Draft draft = Draft.of("sdu", "User successfully deleted");
        draft.details().putObject("body").put("user_id", erased.userId().toString());
        return draft.connection(null).person(erased.userId());
    }

    /** Whose entry it is, as far as it names a person of ours. */
    static Optional<UserId> personOf(JsonNode data) {
        JsonNode user = data.path("userId");
        return user.isString() ? UserId.parse(user.stringValue()) : Optional.empty();
    }
}
