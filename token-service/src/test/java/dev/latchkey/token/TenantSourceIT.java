package dev.latchkey.token;

import static dev.latchkey.token.TestManager.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.latchkey.kernel.tenant.Tenant;
import dev.latchkey.kernel.tenant.TenantIds;
import dev.latchkey.testing.Backends;
import dev.latchkey.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What operators changed is kept, seen by every instance, and ignored where the configuration file is the only source. */
class TenantSourceIT {

    private static final String SPA = "{\"name\": \"Shop\", \"app_type\": \"spa\"}";
    private static final Duration LONG = Duration.ofSeconds(30);

    private final TestDatabase database = Backends.shared().newDatabase();

    private ServiceInstance start(Map<String, String> properties) {
        return ServiceInstance.on(database, Clock.systemUTC(), properties);
    }

    @Test
    void outlivesARestartUnlessTheFileIsTheOnlySource() {
        String id;
        try (ServiceInstance first = start(Map.of())) {
            TestManager manager = TestManager.of(first.endpoint());
            id = manager.created("/clients", SPA).text("client_id");
            manager.delete("/clients/legacy");
        }
        try (ServiceInstance restarted = start(Map.of())) {
            assertThat(restarted.bean(Tenant.class).client(id)).isPresent();
            assertThat(restarted.bean(Tenant.class).client("legacy")).isEmpty();
        }
        try (ServiceInstance ofFile = start(Map.of("latchkey.tenant.source", "file"))) {
            TestManager manager = TestManager.of(ofFile.endpoint());
            assertThat(ofFile.bean(Tenant.class).client(id)).isEmpty();
            assertThat(ofFile.bean(Tenant.class).client("legacy")).isPresent();
            String domain = TenantIds.ofDomain("https://id.example.com");
            List.of(
                            manager.post("/clients", SPA),
                            manager.patch("/clients/demo", "{\"name\": \"x\"}"),
                            manager.delete("/clients/demo"),
                            manager.post("/connections", "{\"name\": \"x\", \"strategy\": \"auth0\"}"),
                            manager.delete("/custom-domains/" + domain))
                    .forEach(refused -> assertRefused(refused, 409, "operation_not_allowed")
                            .contains("latchkey.tenant.source is file"));
            assertThat(manager.get("/clients/demo").status()).isEqualTo(200);
        }
    }

    @Test
    void everyInstanceSeesAChangeAndOneOfTwoOpposingOnesWins() {
        try (ServiceInstance one = start(Map.of());
                ServiceInstance other = start(Map.of())) {
            TestManager manager = TestManager.of(one.endpoint());
            TestManager elsewhere = TestManager.of(other.endpoint());
            String id = manager.created("/clients", SPA).text("client_id");

            await().atMost(LONG)
                    .untilAsserted(() ->
                            assertThat(elsewhere.get("/clients/" + id).status()).isEqualTo(200));

            String first = TenantIds.ofDomain("http://localhost:8080");
            String second = TenantIds.ofDomain("https://id.example.com");
            CompletableFuture<Integer> removed = CompletableFuture.supplyAsync(
                    () -> manager.delete("/custom-domains/" + second).status());
            int alsoRemoved = elsewhere.delete("/custom-domains/" + first).status();
            assertThat(List.of(removed.join(), alsoRemoved))
                    .as("the last domain stays, whoever asks first")
                    .containsExactlyInAnyOrder(204, 409);
        }
    }

    @Test
    void manyChangesAtOnceAreAllKept() {
        try (ServiceInstance one = start(Map.of());
                ServiceInstance other = start(Map.of())) {
            List<TestManager> managers = List.of(TestManager.of(one.endpoint()), TestManager.of(other.endpoint()));
            List<CompletableFuture<Integer>> changes = IntStream.range(0, 10)
                    .mapToObj(number -> CompletableFuture.supplyAsync(() -> managers.get(number % 2)
                            .patch("/clients/demo", "{\"client_metadata\": {\"m" + number + "\": \"x\"}}")
                            .status()))
                    .toList();

            assertThat(changes).allMatch(change -> change.join() == 200);

            await().atMost(LONG).untilAsserted(() -> assertThat(
                            managers.getFirst().get("/clients/demo").body().path("client_metadata"))
                    .hasSize(10));
        }
    }
}
