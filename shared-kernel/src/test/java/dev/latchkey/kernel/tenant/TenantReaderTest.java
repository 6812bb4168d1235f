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

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource({
        "latchkey.tenant.domains[0].url, http://id.example.com",
        "latchkey.tenant.domains[0].url, https://id.example.com/path",
        "latchkey.tenant.domains[0].url, HTTPS://id.example.com",
        "latchkey.tenant.domains[0].url, https://id.example.com:443",
        "latchkey.tenant.domains[0].url, not a url",
        "latchkey.tenant.domains[0].relying-party-id, other.org",
        "latchkey.tenant.domains[0].relying-party-id, ample.com",
        "latchkey.tenant.domains[0].host, id.example.com",
        "latchkey.tenant.connections[0].name, ''",
        "latchkey.tenant.default-directory, Nobody",
        "latchkey.tenant.clients[0].app-type, mobile",
        "latchkey.tenant.clients[0].token-endpoint-auth-method, private_key",
        "latchkey.tenant.clients[0].client-secret-sha256, 00",
        "latchkey.tenant.clients[0].grant-types[0], password",
        "latchkey.tenant.clients[0].web-origins[0], https://www.example.com/",
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
