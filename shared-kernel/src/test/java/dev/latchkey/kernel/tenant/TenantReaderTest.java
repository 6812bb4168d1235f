package dev.latchkey.kernel.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class TenantReaderTest {

    private static final Map<String, String> GOOD = Map.of(
            "latchkey.tenant.domains[0].url", "https://id.example.com",
            "latchkey.tenant.domains[0].relying-party-id", "example.com",
            "latchkey.tenant.connections[0].name", "People",
            "latchkey.tenant.clients[0].client-id", "web",
            "latchkey.tenant.clients[0].app-type", "spa",
            "latchkey.tenant.clients[0].token-endpoint-auth-method", "none",
            "latchkey.tenant.clients[0].grant-types[0]", GrantTypes.WEBAUTHN,
            "latchkey.tenant.clients[0].web-origins[0]", "https://www.example.com");

    @Test
    void readsAGoodTenant() {
        run(GOOD, tenant -> {
            Domain domain = tenant.domain("id.example.com").orElseThrow();
            assertThat(domain.issuer()).isEqualTo("https://id.example.com/");
            assertThat(domain.relyingPartyId()).isEqualTo("example.com");
            assertThat(tenant.defaultDirectory().name()).isEqualTo("People");
            assertThat(tenant.client("web")).get().matches(Client::mayUsePasskeys);
        });
    }

    @Test
    void keepsTheOrderOfConnections() {
        Map<String, String> two = new HashMap<>(GOOD);
        two.put("latchkey.tenant.connections[1].name", "Others");

        run(two, tenant -> assertThat(tenant.connections())
                .extracting(Connection::name)
                .containsExactly("People", "Others"));
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource({
        "latchkey.tenant.domains[0].url, http://id.example.com",
        "latchkey.tenant.domains[0].url, https://id.example.com/path",
        "latchkey.tenant.domains[0].url, HTTPS://id.example.com",
        "latchkey.tenant.domains[0].url, https://id.example.com:443",
        "latchkey.tenant.domains[0].url, not a url",
        "latchkey.tenant.domains[0].relying-party-id, other.org",
        "latchkey.tenant.domains[0].relying-party-id, ample.com",
        "latchkey.tenant.domains[0].relying-party-id, com",
        "latchkey.tenant.domains[0].related-origins[0], https://example.org/",
        "latchkey.tenant.domains[0].host, id.example.com",
        "latchkey.tenant.connections[0].name, My People",
        "latchkey.tenant.connections[0].identifiers.email, sometimes",
        "latchkey.tenant.connections[0].identifiers.phone, required",
        "latchkey.tenant.connections[0].username.min-length, 0",
        "latchkey.tenant.connections[0].username.max-length, 129",
        "latchkey.tenant.connections[0].enabled-clients, nobody",
        "latchkey.tenant.organizations[0].id, org_1",
        "latchkey.tenant.default-audience, https://api.example.com",
        "latchkey.tenant.connections[0].name, ''",
        "latchkey.tenant.default-directory, Nobody",
        "latchkey.tenant.clients[0].app-type, mobile",
        "latchkey.tenant.clients[0].token-endpoint-auth-method, private_key",
        "latchkey.tenant.clients[0].client-secret-sha256, 00",
        "latchkey.tenant.clients[0].grant-types[0], password",
        "latchkey.tenant.clients[0].web-origins[0], https://www.example.com/",
        "latchkey.tenant.clients[0].web-origins[0], https://*.com",
        "latchkey.tenant.clients[0].web-origins[0], https://*.co.uk",
        "latchkey.tenant.clients[0].web-origins[0], https://www.*.example.com",
        "latchkey.tenant.clients[0].allowed-origins[0], http://www.example.com",
        "latchkey.tenant.clients[0].callbacks[0], /callback",
        "latchkey.tenant.clients[0].organization-usage, maybe",
        "latchkey.tenant.clients[0].public-keys[0], x",
        "latchkey.tenant.clients[0].is-token-endpoint-ip-header-trusted, true",
        "latchkey.tenant.clients[0].mobile.android.app-package-name, app",
        "latchkey.tenant.clients[0].mobile.ios.team-id, team",
        "latchkey.tenant.clients[0].refresh-token.rotation-type, sometimes",
        "latchkey.tenant.clients[0].refresh-token.leeway-seconds, -1",
        "latchkey.tenant.clients[0].refresh-token.token-lifetime-seconds, 31557601",
        "latchkey.tenant.clients[0].refresh-token.policies[0].scopes, read",
        "latchkey.tenant.clients[0].user-verification, always",
        "latchkey.tenant.clients[0].id-token-lifetime-seconds, 0",
        "latchkey.tenant.clients[0].access-token-lifetime-seconds, 2592001",
        "latchkey.tenant.client[0].name, misspelt"
    })
    void stopsTheStartAndNamesTheKey(String key, String value) {
        Map<String, String> wrong = new HashMap<>(GOOD);
        wrong.put(key, value);

        assertThatThrownBy(() -> run(wrong, tenant -> {})).hasStackTraceContaining(key.replaceFirst("\\[0]$", ""));
    }

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource({
        "https://www.example.com, https://www.example.com, true",
        "https://www.example.com, https://www.example.com:8443, false",
        "https://www.example.com, https://example.org, false",
        "https://*.example.com, https://shop.example.com, true",
        "https://*.example.com, https://example.com, false",
        "https://*.example.com, https://a.b.example.com, false",
        "https://*.example.com, http://shop.example.com, false",
        "https://*.example.com, https://shop.example.com:444, false",
        "https://*.example.com, https://shop.example.com/, false",
        "https://*.example.com, https://x@shop.example.com, false",
        "https://*.example.com, https://SHOP.example.com, false",
        "https://*.example.com, https://evil-example.com, false",
        "https://*.example.com, https://shop.example.com.evil.org, false",
        "https://*.example.com, null, false",
        "https://other.org, https://other.org, false"
    })
    void letsCeremoniesRunOnListedOriginsWithinTheRelyingParty(String listed, String origin, boolean allowed) {
        Map<String, String> properties = new HashMap<>(GOOD);
        properties.put("latchkey.tenant.clients[0].web-origins[0]", listed);

        run(properties, tenant -> assertThat(tenant.client("web")
                        .orElseThrow()
                        .mayRunCeremoniesOn(
                                origin, tenant.domain("id.example.com").orElseThrow()))
                .isEqualTo(allowed));
    }

    @Test
    void letsCeremoniesRunInNativeAppsAndOnRelatedOrigins() {
        Map<String, String> properties = new HashMap<>(GOOD);
        properties.put("latchkey.tenant.domains[0].related-origins[0]", "https://example.org");
        properties.put("latchkey.tenant.clients[0].allowed-origins[0]", "https://example.org");
        properties.put("latchkey.tenant.clients[0].mobile.android.app-package-name", "com.example.app");
        properties.put(
                "latchkey.tenant.clients[0].mobile.android.sha256-cert-fingerprints[0]",
                "FA:C6:17:45:DC:09:03:78:6F:B9:ED:E6:2A:96:2B:39:9F:73:48:F0:BB:6F:89:9B:83:32:66:75:91:03:3B:9C");
        properties.put("latchkey.tenant.clients[0].mobile.ios.team-id", "ABCDE12345");
        properties.put("latchkey.tenant.clients[0].mobile.ios.app-bundle-identifier", "com.example.app");

        run(properties, tenant -> {
            Client client = tenant.client("web").orElseThrow();
            Domain domain = tenant.domain("id.example.com").orElseThrow();
            assertThat(client.mayRunCeremoniesOn("https://example.org", domain)).isTrue();
            // The digest of the fingerprint, as the Android documentation shows it for this very certificate.
            assertThat(client.mayRunCeremoniesOn(
                            "android:apk-key-hash:-sYXRdwJA3hvue3mKpYrOZ9zSPC7b4mbgzJmdZEDO5w", domain))
                    .isTrue();
            assertThat(client.mayRunCeremoniesOn(
                            "android:apk-key-hash:-sYXRdwJA3hvue3mKpYrOZ9zSPC7b4mbgzJmdZEDO5w=", domain))
                    .isFalse();
            assertThat(client.mayRunCeremoniesOn("https://example.com", domain)).isTrue();
            assertThat(client.mayRunCeremoniesOn("https://example.com:444", domain))
                    .isFalse();
        });
    }

    @Test
    void knowsOrganizationsByIdAndByName() {
        Map<String, String> properties = new HashMap<>(GOOD);
        properties.put("latchkey.tenant.organizations[0].id", "org_0123456789ABCDEF");
        properties.put("latchkey.tenant.organizations[0].name", "acme");

        run(properties, tenant -> {
            assertThat(tenant.organization("org_0123456789ABCDEF")).isPresent();
            assertThat(tenant.organization("ACME")).isEqualTo(tenant.organization("acme"));
            assertThat(tenant.organization("org_0123456789abcdef")).isEmpty();
        });
    }

    @Test
    void refusesTwoClientsOfOneId() {
        Map<String, String> wrong = new HashMap<>(GOOD);
        wrong.put("latchkey.tenant.clients[1].client-id", "web");
        wrong.put("latchkey.tenant.clients[1].app-type", "spa");
        wrong.put("latchkey.tenant.clients[1].token-endpoint-auth-method", "none");

        assertThatThrownBy(() -> run(wrong, tenant -> {}))
                .hasStackTraceContaining("latchkey.tenant.clients[1].client-id");
    }

    @Test
    void explainsTheKeyWithoutAStackTrace() {
        var analysis = new InvalidTenantFailureAnalyzer()
                .analyze(new InvalidTenantException("latchkey.tenant.domains", "at least one is needed"));

        assertThat(analysis.getDescription()).contains("latchkey.tenant.domains: at least one is needed");
    }

    private interface Look {
        void at(Tenant tenant);
    }

    private static void run(Map<String, String> properties, Look look) {
        String[] pairs = properties.entrySet().stream()
                .map(property -> property.getKey() + "=" + property.getValue())
                .toArray(String[]::new);
        new ApplicationContextRunner()
                .withUserConfiguration(TenantConfiguration.class)
                .withPropertyValues(pairs)
                .run(context -> {
                    if (context.getStartupFailure() != null) {
                        throw context.getStartupFailure();
                    }
                    look.at(context.getBean(Tenant.class));
                });
    }
}
