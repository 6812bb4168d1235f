package dev.latchkey.token.management;

import dev.latchkey.kernel.management.ManagementException;
import dev.latchkey.kernel.management.Operators;
import dev.latchkey.kernel.tenant.TenantEntry;
import dev.latchkey.kernel.values.TenantPart;
import dev.latchkey.token.write.changetenant.ChangeTenant;
import dev.latchkey.token.write.changetenant.TenantChange;
import dev.latchkey.token.write.changetenant.TenantChanges;
import dev.latchkey.token.write.changetenant.TenantOutcome;
import java.security.Principal;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Carries what an operator wants to where it is decided, and a refusal back into the words of the Management API. */
@Component
final class Changes {

    private final TenantChanges changes;
    private final Clock clock;

    Changes(TenantChanges changes, Clock clock) {
        this.changes = changes;
        this.clock = clock;
    }

    TenantEntry change(TenantPart part, String id, TenantChange change, Principal operator) {
        ChangeTenant command = new ChangeTenant(part, id, change, Operators.of(operator), clock.instant());
        return switch (changes.change(command)) {
            case TenantOutcome.Done done -> done.entry();
            case TenantOutcome.Unknown unknown -> throw unknown(part);
            case TenantOutcome.Conflict conflict ->
                throw ManagementException.conflict(conflict.problem(), "operation_not_allowed");
            case TenantOutcome.Invalid invalid -> throw Body.invalid(invalid.problem(), property(part, invalid.key()));
        };
    }

    static ManagementException unknown(TenantPart part) {
        return switch (part) {
            case CLIENT -> ManagementException.notFound("The client does not exist", "inexistent_client");
            case CONNECTION -> ManagementException.notFound("The connection does not exist", "inexistent_connection");
            case DOMAIN -> ManagementException.notFound("The custom domain does not exist", "inexistent_custom_domain");
        };
    }

    /** The key of the configuration file in the words of the Management API. */
    private static String property(TenantPart part, String key) {
        String name = key.startsWith(".") ? key.substring(1) : key;
        return switch (part) {
            case CLIENT ->
                name.replace("id-token-lifetime-seconds", "jwt_configuration.lifetime_in_seconds")
                        .replace("public-keys", "client_authentication_methods")
                        .replace("-seconds", "")
                        .replace('-', '_');
            case CONNECTION ->
                name.replace("identifiers", "options.attributes")
                        .replaceFirst("^username", "options.attributes.username.validation")
                        .replace('-', '_');
            case DOMAIN ->
                name.replace("relying-party-id", "relying_party_identifier").replace("url", "domain");
        };
    }
}
