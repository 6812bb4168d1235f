package com.example.roles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.extension.ExtraClaims;
import dev.latchkey.extension.Person;
import dev.latchkey.extension.TokenClaims;
import dev.latchkey.extension.TokenRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RolesTest {

    private static final Map<String, Object> METADATA =
            Map.of("roles", List.of("reader", 7), "organizations", Map.of("org_1", List.of("admin")));

    private final Roles roles = new Roles();

    @Test
    void putsThePersonsRolesIntoBothTokens() {
        assertThat(roles.claimsFor(new Tokens(null, METADATA)))
                .isEqualTo(ExtraClaims.inBoth(Map.of("https://example.com/roles", List.of("reader"))));
    }

    @Test
    void givesInAnOrganizationOnlyTheRolesThere() {
        assertThat(roles.claimsFor(new Tokens("org_1", METADATA)).accessToken())
                .isEqualTo(Map.of("https://example.com/roles", List.of("admin")));
        assertThat(roles.claimsFor(new Tokens("org_2", METADATA))).isEqualTo(ExtraClaims.none());
    }

    @Test
    void addsNothingWhereNobodyNotedAnything() {
        assertThat(roles.claimsFor(new Tokens(null, Map.of()))).isEqualTo(ExtraClaims.none());
        assertThat(roles.claimsFor(new Tokens(null, Map.of("roles", "admin")))).isEqualTo(ExtraClaims.none());
    }

    @Test
    void callsTheClaimAsTheSettingsDo() {
        roles.start(Map.of("claim", "https://shop.example/roles"));

        assertThat(roles.claimsFor(new Tokens(null, METADATA)).idToken())
                .containsOnlyKeys("https://shop.example/roles");
    }

    @Test
    void isFoundByItsKind() {
        assertThat(ServiceLoader.load(TokenClaims.class)).hasOnlyElementsOfType(Roles.class);
    }

    /** Of a request, what this extension looks at. */
    private record Tokens(@Nullable String organizationId, Map<String, Object> metadata) implements TokenRequest {

        @Override
        public Grant grant() {
            return Grant.REFRESH;
        }

        @Override
        public Instant at() {
            return Instant.EPOCH;
        }

        @Override
        public Instant signedInAt() {
            return Instant.EPOCH;
        }

        @Override
        public String sessionId() {
            return "01a201c4-4fda-747f-8ece-bcba958ae7f9";
        }

        @Override
        public String clientId() {
            return "shop";
        }

        @Override
        public Optional<String> organization() {
            return Optional.ofNullable(organizationId);
        }

        @Override
        public Person person() {
            return new Person() {
                @Override
                public String userId() {
                    return "auth0|507f1f77bcf86cd799439011";
                }

                @Override
                public Map<String, Object> appMetadata() {
                    return metadata;
                }
            };
        }
    }
}
