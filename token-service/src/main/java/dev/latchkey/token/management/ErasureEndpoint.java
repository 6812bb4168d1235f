package dev.latchkey.token.management;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.latchkey.kernel.management.ManagementEndpoint;
import dev.latchkey.kernel.management.Operators;
import dev.latchkey.kernel.messaging.RelayedWrites;
import dev.latchkey.kernel.tenant.Tenant;
import dev.latchkey.kernel.values.Actor;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.kernel.web.NoStore;
import dev.latchkey.kernel.web.RequestDomain;
import dev.latchkey.token.signing.Tokens;
import dev.latchkey.token.write.eraseuser.EraseUser;
import dev.latchkey.token.write.eraseuser.ErasedPerson;
import dev.latchkey.token.write.eraseuser.Erasures;
import dev.latchkey.token.write.eraseuser.Erasures.Erasure;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * {@code DELETE /api/v2/users/{id}}: erases a person and answers with a signed receipt; for a person who is not there any
 * more, or never was, with 204 as Auth0 does.
 */
@ManagementEndpoint
final class ErasureEndpoint {

    /** {@code typ} of a receipt: it can be taken for no token. */
    private static final String RECEIPT = "erasure-receipt+jwt";

    private static final DateTimeFormatter TIMESTAMP =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private final Erasures erasures;
    private final Tokens tokens;
    private final Tenant tenant;
    private final RelayedWrites relayed;
    private final Clock clock;

    ErasureEndpoint(Erasures erasures, Tokens tokens, Tenant tenant, RelayedWrites relayed, Clock clock) {
        this.erasures = erasures;
        this.tokens = tokens;
        this.tenant = tenant;
        this.relayed = relayed;
        this.clock = clock;
    }

    @JsonPropertyOrder({"user_id", "erased_at", "revoked_passkeys", "revoked_grants", "receipt"})
    record Answer(
            @JsonProperty("user_id") UserId userId,
            @JsonProperty("erased_at") String erasedAt,
            @JsonProperty("revoked_passkeys") int revokedPasskeys,
            @JsonProperty("revoked_grants") int revokedGrants,
            String receipt) {}

    @DeleteMapping("/api/v2/users/{id}")
    ResponseEntity<Answer> erase(HttpServletRequest request, @PathVariable String id) {
        String issuer = RequestDomain.of(request, tenant).issuer();
        Actor actor = Operators.current();
        return UserId.parse(id)
                .flatMap(userId -> erasures.erase(new EraseUser(userId, actor, clock.instant())))
                .map(erasure -> answer(issuer, erasure, actor))
                .orElseGet(
                        () -> ResponseEntity.noContent().headers(NoStore::addTo).build());
    }

    private ResponseEntity<Answer> answer(String issuer, Erasure erasure, Actor actor) {
        ErasedPerson person = erasure.person();
        String erasedAt = TIMESTAMP.format(person.erasure().erasedAt());
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer);
        claims.put("sub", person.erasure().userId().toString());
        claims.put("iat", clock.instant().getEpochSecond());
        claims.put("jti", erasure.factIds().getFirst());
        claims.put("erased_at", erasedAt);
        claims.put("revoked_passkeys", person.passkeys().size());
        claims.put("revoked_grants", person.grants().size());
        claims.put("facts", erasure.factIds());
        claims.put("requested_by", actor.toString());
        String receipt = tokens.signStatement(RECEIPT, claims);
        relayed.await();
        return ResponseEntity.ok()
                .headers(NoStore::addTo)
                .body(new Answer(
                        person.erasure().userId(),
                        erasedAt,
                        person.passkeys().size(),
                        person.grants().size(),
                        receipt));
    }
}
