package dev.latchkey.token.oauth;

import dev.latchkey.kernel.tenant.Client;
import dev.latchkey.kernel.tenant.Tenant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.stereotype.Component;

/** The tenant's clients in Spring Authorization Server's words, each translated once. */
@Component
final class RegisteredClients implements RegisteredClientRepository {

    private final Tenant tenant;
    private final Map<String, RegisteredClient> translated = new ConcurrentHashMap<>();

    RegisteredClients(Tenant tenant) {
        this.tenant = tenant;
    }

    @Override
    public void save(RegisteredClient client) {
        throw new UnsupportedOperationException("clients come from the configuration");
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return findByClientId(id);
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
        return tenant.client(clientId).map(this::of).orElse(null);
    }

    RegisteredClient of(Client client) {
        return translated.computeIfAbsent(client.clientId(), id -> translate(client));
    }

    private static RegisteredClient translate(Client client) {
        return RegisteredClient.withId(client.clientId())
                .clientId(client.clientId())
                .clientName(client.name())
                .clientAuthenticationMethod(methodOf(client))
                .authorizationGrantTypes(types -> {
                    // Spring demands at least one; a client without any is refused before this matters.
                    types.add(new AuthorizationGrantType("none"));
                    client.grantTypes().forEach(type -> types.add(new AuthorizationGrantType(type)));
                })
                .build();
    }

    static ClientAuthenticationMethod methodOf(Client client) {
        return new ClientAuthenticationMethod(client.authentication().wireName());
    }
}
