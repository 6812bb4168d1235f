package dev.latchkey.kernel.challenge;

import dev.latchkey.kernel.tenant.Tenant;
import dev.latchkey.kernel.tenant.TenantConfiguration;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Tenants as a configuration file would make them. */
final class TestTenants {

    static final String SECRET = "a-secret:of+this&test";
    private static final String SECRET_SHA_256 = "5f722e6bee858c3c8a5e16db752b416f0e31d05e8574cd6b8ba2935169fc45d0";

    private TestTenants() {}

    /** Two connections, one of them without passkeys, and a client of every kind. */
    static Tenant usual() {
        return with();
    }

    static Tenant with(String... furtherProperties) {
        AtomicReference<Tenant> tenant = new AtomicReference<>();
        new ApplicationContextRunner()
                .withUserConfiguration(TenantConfiguration.class)
                .withPropertyValues(
                        "latchkey.tenant.domains[0].url=https://login.example.com",
                        "latchkey.tenant.domains[0].relying-party-id=example.com",
                        "latchkey.tenant.connections[0].name=People",
                        "latchkey.tenant.connections[1].name=Passwords",
                        "latchkey.tenant.connections[1].passkeys-enabled=false")
                .withPropertyValues(client(0, "public", "none", ""))
                .withPropertyValues(client(1, "post", "client_secret_post", SECRET_SHA_256))
                .withPropertyValues(client(2, "basic", "client_secret_basic", SECRET_SHA_256))
                .withPropertyValues(client(3, "third-party", "none", ""))
                .withPropertyValues("latchkey.tenant.clients[3].is-first-party=false")
                .withPropertyValues(client(4, "old-style", "none", ""))
                .withPropertyValues("latchkey.tenant.clients[4].oidc-conformant=false")
                .withPropertyValues(client(5, "without-grant", "none", ""))
                .withPropertyValues("latchkey.tenant.clients[5].grant-types=")
                .withPropertyValues(furtherProperties)
                .run(context -> tenant.set(context.getBean(Tenant.class)));
        return tenant.get();
    }

    private static String[] client(int index, String id, String authentication, String secretHash) {
        String key = "latchkey.tenant.clients[" + index + "].";
        String secret = secretHash.isEmpty() ? key + "name=" + id : key + "client-secret-sha256=" + secretHash;
        return new String[] {
            key + "client-id=" + id,
            key + "app-type=spa",
            key + "token-endpoint-auth-method=" + authentication,
            key + "grant-types[0]=urn:okta:params:oauth:grant-type:webauthn",
            secret
        };
    }
}
