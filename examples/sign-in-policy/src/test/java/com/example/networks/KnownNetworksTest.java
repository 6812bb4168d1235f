package com.example.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.latchkey.extension.Passkey;
import dev.latchkey.extension.Person;
import dev.latchkey.extension.SignInDecision;
import dev.latchkey.extension.SignInPolicy;
import dev.latchkey.extension.SignInRequest;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownNetworksTest {

    @ParameterizedTest
    @CsvSource({
        "staff, 10.1.2.3, true",
        "staff, 11.1.2.3, false",
        "staff, 192.168.7.1, true",
        "staff, 192.168.8.1, false",
        "staff, 2001:db8::1, true",
        "staff, 2001:db9::1, false",
        "shop, 11.1.2.3, true",
    })
    void letsPeopleSignInFromKnownNetworks(String clientId, String address, boolean allowed) {
        KnownNetworks policy = new KnownNetworks();
        policy.start(Map.of("client-ids", "staff", "networks", "10.0.0.0/8, 192.168.7.0/24, 2001:db8::/32"));

        SignInDecision decision = policy.decide(new SignIn(clientId, address));

        assertThat(decision).isEqualTo(allowed ? SignInDecision.allow() : SignInDecision.refuse("unknown-network"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"''; 10.0.0.0/8", "staff; ''", "staff; 10.0.0.0", "staff; 10.0.0.0/33", "staff; example.com/8"})
    void doesNotStartWithWrongSettings(String clientIds, String networks) {
        KnownNetworks policy = new KnownNetworks();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> policy.start(Map.of("client-ids", clientIds, "networks", networks)));
    }

    @Test
    void isFoundByItsKind() {
        assertThat(ServiceLoader.load(SignInPolicy.class)).hasOnlyElementsOfType(KnownNetworks.class);
    }

    /** Of a request, what this policy looks at. */
    private record SignIn(String clientId, String address) implements SignInRequest {

        private record AnyPasskey(
                String id, UUID aaguid, boolean userVerified, Optional<Boolean> backupEligible, boolean backedUp)
                implements Passkey {}

        @Override
        public Purpose purpose() {
            return Purpose.LOGIN;
        }

        @Override
        public Instant at() {
            return Instant.EPOCH;
        }

        @Override
        public String connection() {
            return "Username-Password-Authentication";
        }

        @Override
        public Person person() {
            return () -> "auth0|507f1f77bcf86cd799439011";
        }

        @Override
        public Passkey passkey() {
            return new AnyPasskey("passkey|dev_zOHUbjZuw2PAo4Hf", new UUID(0, 0), true, Optional.of(true), true);
        }

        @Override
        public String origin() {
            return "https://app.example.com";
        }
    }
}
