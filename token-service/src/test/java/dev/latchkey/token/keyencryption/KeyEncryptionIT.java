package dev.latchkey.token.keyencryption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.kernel.privacy.PersonKey;
import dev.latchkey.kernel.privacy.PersonKeys;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.testing.Backends;
import dev.latchkey.testing.TestDatabase;
import dev.latchkey.token.ServiceInstance;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** A key-encryption key is replaced as docs/operations.md says: nothing that the old one wrapped is lost. */
class KeyEncryptionIT {

    /** More than one page of them. */
    private static final int PEOPLE = 1_100;

    private static final String OLD = "a2V5LWVuY3J5cHRpb24ta2V5LWZvci10ZXN0cy0wMDE=";
    private static final String NEW = "a2V5LWVuY3J5cHRpb24ta2V5LWZvci10ZXN0cy0wMDI=";

    private final TestDatabase database = Backends.shared().newDatabase();

    @Test
    void everythingIsReadableWithTheNewKeyAlone() {
        String signingKeys;
        String secret;
        try (ServiceInstance before = start(Map.of("old", OLD))) {
            PersonKeys keys = before.bean(PersonKeys.class);
            before.bean(TransactionTemplate.class).executeWithoutResult(status -> IntStream.range(0, PEOPLE)
                    .forEach(number -> keys.create(person(number))));
            secret = key(before, 0).encrypt("secret", "test");
            signingKeys = signingKeys(before);
        }
        try (ServiceInstance both = start(Map.of("new", NEW, "old", OLD), "new", "old")) {
            KeyEncryptionEndpoint command = both.bean(KeyEncryptionEndpoint.class);
            assertThat(command.status().people()).containsExactly(Map.entry("old", (long) PEOPLE));

            assertThat(command.rewrap())
                    .isEqualTo(
                            new KeyEncryptionEndpoint.Status("new", Map.of("new", (long) PEOPLE), Map.of("new", 1L)));
        }

        try (ServiceInstance after = start(Map.of("new", NEW))) {
            assertThat(key(after, 0).decrypt(secret, "test")).isEqualTo("secret");
            IntStream.range(0, PEOPLE)
                    .forEach(number -> assertThat(after.bean(PersonKeys.class).find(person(number)))
                            .isPresent());
            assertThat(signingKeys(after)).isEqualTo(signingKeys);
        }
    }

    private static PersonKey key(ServiceInstance instance, int number) {
        return instance.bean(PersonKeys.class).find(person(number)).orElseThrow();
    }

    private static String signingKeys(ServiceInstance instance) {
        return instance.endpoint().get("/.well-known/jwks.json").body().toString();
    }

    private static UserId person(int number) {
        return UserId.of("auth0|%024x".formatted(number));
    }

    private ServiceInstance start(Map<String, String> secrets, String... order) {
        String[] ids = order.length == 0 ? secrets.keySet().toArray(String[]::new) : order;
        Map<String, String> properties = new HashMap<>();
        for (int index = 0; index < ids.length; index++) {
            properties.put("latchkey.privacy.key-encryption-keys[%d].id".formatted(index), ids[index]);
            properties.put("latchkey.privacy.key-encryption-keys[%d].secret".formatted(index), secrets.get(ids[index]));
        }
        return ServiceInstance.on(database, Clock.systemUTC(), properties);
    }
}
