package dev.latchkey.token;

import dev.latchkey.kernel.tenant.GrantTypes;
import dev.latchkey.kernel.tenant.Tenant;
import dev.latchkey.kernel.tenant.TenantConfiguration;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Tenants as a configuration file would make them, for tests without a service. */
public final class TestTenants {

    private TestTenants() {}

    /** One domain, one connection, and a public client that may sign people in and refresh. */
    public static Tenant withPasskeyClient(String clientId, String... furtherProperties) {
        AtomicReference<Tenant> tenant = new AtomicReference<>();
        String client = "latchkey.tenant.clients[0].";
        new ApplicationContextRunner()
                .withUserConfiguration(TenantConfiguration.class)
                .withPropertyValues(
                        "latchkey.tenant.domains[0].url=" + TestCeremonies.ORIGIN,
                        "latchkey.tenant.connections[0].name=Username-Password-Authentication",
                        client + "client-id=" + clientId,
                        client + "app-type=spa",
                        client + "token-endpoint-auth-method=none",
                        client + "grant-types=" + GrantTypes.WEBAUTHN + ",refresh_token",
                        client + "web-origins=" + TestCeremonies.ORIGIN)
                .withPropertyValues(furtherProperties)
                .run(context -> tenant.set(context.getBean(Tenant.class)));
        return tenant.get();
    }
}
