package com.example.roles;

import dev.latchkey.extension.ExtraClaims;
import dev.latchkey.extension.TokenClaims;
import dev.latchkey.extension.TokenRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts a person's roles into both tokens: those that {@code app_metadata} names, and below {@code organizations} those that
 * they have in the organization that they signed in to.
 *
 * <pre>{@code
 * "app_metadata": {"roles": ["reader"], "organizations": {"org_0123456789abcdef": ["admin"]}}
 * }</pre>
 *
 * <p>Setting: {@code claim}, the claim's name, {@code https://example.com/roles} by default.
 */
public final class Roles implements TokenClaims {

    private String claim = "https://example.com/roles";

    @Override
    public String name() {
        return "roles";
    }

    @Override
    public void start(Map<String, String> settings) {
        claim = settings.getOrDefault("claim", claim);
    }

    /** Only operators write {@code app_metadata}; what a person writes themselves gives no rights. */
    @Override
    public ExtraClaims claimsFor(TokenRequest request) {
        Map<String, Object> metadata = request.person().appMetadata();
        List<String> roles = request.organization()
                .map(organization -> in(metadata.get("organizations"), organization))
                .orElseGet(() -> roles(metadata.get("roles")));
        return roles.isEmpty() ? ExtraClaims.none() : ExtraClaims.inBoth(Map.of(claim, roles));
    }

    private static List<String> in(@Nullable Object organizations, String organization) {
        return organizations instanceof Map<?, ?> all ? roles(all.get(organization)) : List.of();
    }

    private static List<String> roles(@Nullable Object value) {
        return value instanceof List<?> list
                ? list.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList()
                : List.of();
    }
}
