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

/** The tenant's clients in Spring Authorization Server's words, each translated once until it changes. */
@Component
final class RegisteredClients implements RegisteredClientRepository {

    private final Tenant tenant;
    private final Map<String, Translated> translated = new ConcurrentHashMap<>();

    private record Translated(Client client, RegisteredClient registered) {}

    RegisteredClients(Tenant tenant) {
        this.tenant = tenant;
    }

    @Override
    public void save(RegisteredClient client) {
        throw new UnsupportedOperationException("clients come from the tenant");
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
        return translated
                .compute(
                        client.clientId(),
                        (id, known) -> known != null && known.client().equals(client)
                                ? known
                                : new Translated(client, translate(client)))
                .registered();
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
