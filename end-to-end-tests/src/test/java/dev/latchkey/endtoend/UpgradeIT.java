package dev.latchkey.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * This version takes the place of the one before, gives it back and takes it again, on one database and one broker, while people
 * sign up, sign in and refresh their tokens: none of them is refused, and no fact is missing afterwards.
 */
class UpgradeIT {

    /** As they are migrated and started: token-service grants the others to read its vault. */
    private static final List<String> SERVICES = List.of("token", "registration", "authentication", "audit");

    private static final Release next = Release.current();
    private Release previous;
    private SharedGround ground;

    private final Balancer balancer = new Balancer();
    private final List<Instance> launched = new ArrayList<>();

    @BeforeEach
    void prepare() {
        previous = PreviousRelease.built();
        ground = SharedGround.prepared(Path.of(System.getProperty("latchkey.data", "target/data"))
                .toAbsolutePath()
                .resolveSibling("upgrade"));
    }

    @AfterEach
    void end() {
        if (ground != null) {
            ground.close();
        }
    }

    @Test
    void nobodyIsRefusedWhileVersionsTakeTurns() {
        try {
            var before = join(previous);
            try (var people = new PeopleAtWork(balancer)) {
                people.awaitPhase("the version before alone", versions(previous));

                SERVICES.forEach(service -> Instance.migrate(ground, next, service));
                people.awaitPhase("the version before on the migrated schema", versions(previous));

                var after = join(next);
                people.awaitPhase("both", versions(previous, next));
                assertNothingParked();
                part(before);
                people.awaitPhase("this version alone", versions(next));

                before = join(previous);
                people.awaitPhase("both, on the way back", versions(previous, next));
                assertNothingParked();
                part(after);
                people.awaitPhase("the version before alone again", versions(previous));

                after = join(next);
                people.awaitPhase("both, forward again", versions(previous, next));
                part(before);
                people.awaitPhase("this version alone again", versions(next));

                people.stop();
                assertThat(people.failed()).isEmpty();
                assertEverythingIsKnown(people);
                part(after);
            }
        } finally {
            launched.forEach(Instance::kill);
        }
    }

    private List<Instance> join(Release release) {
        var issuer = Instance.launched(ground, release, "token", null);
        var instances = new ArrayList<>(List.of(issuer));
        launched.add(issuer);
        for (String service : SERVICES.subList(1, SERVICES.size())) {
            var instance = Instance.launched(ground, release, service, issuer);
            instances.add(instance);
            launched.add(instance);
        }
        instances.forEach(Instance::awaitReady);
        balancer.add(instances);
        return instances;
    }

    private void part(List<Instance> instances) {
        balancer.remove(instances);
        instances.forEach(Instance::drainAndEnd);
    }

    private static List<String> versions(Release... releases) {
        return List.of(releases).stream().map(Release::version).toList();
    }

    /** Whatever one version publishes the other takes in. */
    private void assertNothingParked() {
        for (Instance instance : launched) {
            if (instance.isAlive()) {
                for (JsonNode projection : projections(instance)) {
                    assertThat(projection.required("parked").asLong())
                            .as("parked of %s of %s", projection, instance)
                            .isZero();
                }
            }
        }
    }

    private static Iterable<JsonNode> projections(Instance instance) {
        var answer = instance.part().management().get("/actuator/projections").json();
        return answer.isArray() ? answer : answer.required("projections");
    }

    /** The trail holds every session that was redeemed and everybody who signed up, and knows of nothing that is missing. */
    private void assertEverythingIsKnown(PeopleAtWork people) {
        var door = balancer.any("audit").application().door();
        String[] operator = {"Authorization", "Bearer " + operatorToken()};
        await("the trail to be complete")
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(250))
                .untilAsserted(() -> {
                    var completeness =
                            door.get("/audit/v1/completeness", operator).json();
                    assertThat(completeness.required("complete").asBoolean())
                            .as("%s", completeness)
                            .isTrue();
                    for (Instance instance : launched) {
                        if (instance.isAlive()) {
                            for (JsonNode projection : projections(instance)) {
                                assertThat(projection.required("lag").asLong())
                                        .as("%s of %s", projection, instance)
                                        .isZero();
                            }
                        }
                    }
                });
        assertNothingParked();
        var export = door.get("/audit/v1/export", operator).body();
        assertThat(people.sessions()).hasSizeGreaterThan(people.users().size());
        assertThat(people.sessions()).allSatisfy(session -> assertThat(export).contains(session));
        assertThat(people.users()).allSatisfy(user -> assertThat(export).contains(user));
    }

    private String operatorToken() {
        var body = Application.object()
                .put("grant_type", "client_credentials")
                .put("client_id", "operator")
                .put("client_secret", TestTenant.SECRET)
                .put("audience", SharedGround.ORIGIN + "/api/v2/");
        return balancer.any("token")
                .application()
                .token(body)
                .json()
                .required("access_token")
                .asString();
    }
}
