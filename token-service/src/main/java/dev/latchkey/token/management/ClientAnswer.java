package dev.latchkey.token.management;

import dev.latchkey.kernel.tenant.TenantEntry;
import dev.latchkey.kernel.values.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** An application as the Management API shows it; of its secret there is nothing to show but when it was just made. */
final class ClientAnswer {

    private ClientAnswer() {}

    static Map<String, @Nullable Object> of(TenantEntry client, String tenant) {
        Settings settings = client.settings();
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("client_id", client.id());
        answer.put("tenant", tenant);
        answer.put("global", false);
        answer.put("name", settings.find("name").orElse(client.id()));
        answer.put("app_type", settings.find("app-type").orElse(null));
        for (String same : List.of(
                "is_first_party",
                "oidc_conformant",
                "callbacks",
                "web_origins",
                "allowed_origins",
                "grant_types",
                "is_token_endpoint_ip_header_trusted",
                "organization_usage",
                "require_proof_of_possession")) {
            answer.put(same, settings.find(same.replace('_', '-')).orElse(null));
        }
        answer.put("cross_origin_authentication", false);
        authentication(settings, answer);
        answer.put("jwt_configuration", jwt(settings));
        answer.put("refresh_token", refreshToken(settings));
        answer.put("mobile", mobile(settings));
        answer.putAll(client.descriptions().members());
        answer.values().removeIf(value -> value == null);
        return answer;
    }

    private static void authentication(Settings settings, Map<String, @Nullable Object> answer) {
        Object method = settings.find(ClientForm.METHOD).orElse("none");
        if (!method.equals(ClientForm.PRIVATE_KEY_JWT)) {
            answer.put("token_endpoint_auth_method", method);
            return;
        }
        List<?> keys = (List<?>) settings.find("public-keys").orElse(List.of());
        List<Map<String, String>> credentials = IntStream.range(0, keys.size())
                .mapToObj(index -> Map.of("id", "cred_" + (index + 1)))
                .toList();
        answer.put(
                "client_authentication_methods",
                Map.of(ClientForm.PRIVATE_KEY_JWT, Map.of("credentials", credentials)));
    }

    private static Map<String, Object> jwt(Settings settings) {
        return Map.of(
                "alg",
                "RS256",
                "lifetime_in_seconds",
                settings.find("id-token-lifetime-seconds").orElse(0L),
                "secret_encoded",
                false);
    }

    private static Map<String, Object> refreshToken(Settings settings) {
        Settings policy = part(settings, "refresh-token");
        boolean endless = isTrue(policy, "infinite-token-lifetime");
        boolean endlessIdle = isTrue(policy, "infinite-idle-token-lifetime");
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("rotation_type", policy.find("rotation-type").orElse("rotating"));
        answer.put("expiration_type", endless && endlessIdle ? "non-expiring" : "expiring");
        policy.find("leeway-seconds").ifPresent(leeway -> answer.put("leeway", leeway));
        policy.find("token-lifetime-seconds").ifPresent(lifetime -> answer.put("token_lifetime", lifetime));
        policy.find("idle-token-lifetime-seconds").ifPresent(lifetime -> answer.put("idle_token_lifetime", lifetime));
        answer.put("infinite_token_lifetime", endless);
        answer.put("infinite_idle_token_lifetime", endlessIdle);
        policy.find("policies").ifPresent(policies -> answer.put("policies", policies));
        return answer;
    }

    private static boolean isTrue(Settings settings, String name) {
        return settings.find(name).orElse(false).equals(true);
    }

    private static Map<String, Object> mobile(Settings settings) {
        Map<String, Object> answer = new LinkedHashMap<>();
        part(settings, "mobile").members().forEach((platform, app) -> {
            Map<String, Object> shown = new LinkedHashMap<>();
            ((Map<?, ?>) app).forEach((name, value) -> shown.put(name.toString().replace('-', '_'), value));
            answer.put(platform, shown);
        });
        return answer;
    }

    private static Settings part(Settings settings, String name) {
        Map<String, Object> members = new LinkedHashMap<>();
        if (settings.find(name).orElse(null) instanceof Map<?, ?> part) {
            part.forEach((key, value) -> members.put(key.toString(), value));
        }
        return new Settings(members);
    }
}
