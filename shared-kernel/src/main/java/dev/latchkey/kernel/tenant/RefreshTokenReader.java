package dev.latchkey.kernel.tenant;

import dev.latchkey.kernel.tenant.TenantProperties.RefreshPolicyProperties;
import dev.latchkey.kernel.tenant.TenantProperties.RefreshTokenProperties;
import java.util.Set;

/** Reads how an application's refresh tokens live (CONTRACT section 7). */
final class RefreshTokenReader {

    private static final long LONGEST_LIFETIME_SECONDS = 31_557_600;
    private static final long LONGEST_LEEWAY_SECONDS = 600;

    private RefreshTokenReader() {}

    static RefreshTokenPolicy read(String key, RefreshTokenProperties properties) {
        return new RefreshTokenPolicy(
                isRotating(key + ".rotation-type", properties.rotationType()),
                Setting.seconds(key + ".leeway-seconds", properties.leewaySeconds(), 0, LONGEST_LEEWAY_SECONDS),
                properties.infiniteTokenLifetime()
                        ? null
                        : Setting.seconds(
                                key + ".token-lifetime-seconds",
                                properties.tokenLifetimeSeconds(),
                                1,
                                LONGEST_LIFETIME_SECONDS),
                properties.infiniteIdleTokenLifetime()
                        ? null
                        : Setting.seconds(
                                key + ".idle-token-lifetime-seconds",
                                properties.idleTokenLifetimeSeconds(),
                                1,
                                LONGEST_LIFETIME_SECONDS),
                Setting.all(key + ".policies", properties.policies(), RefreshTokenReader::resource));
    }

    private static boolean isRotating(String key, String text) {
        return switch (text) {
            case "rotating" -> true;
            case "non-rotating" -> false;
            default -> throw new InvalidTenantException(key, "must be rotating or non-rotating, not " + text);
        };
    }

    private static RefreshTokenPolicy.Resource resource(String key, RefreshPolicyProperties policy) {
        return new RefreshTokenPolicy.Resource(
                Setting.required(key + ".audience", policy.audience()), Set.copyOf(policy.scope()));
    }
}
