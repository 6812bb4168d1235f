package dev.latchkey.deployment.compose;

import static dev.latchkey.deployment.compose.ComposeFile.list;
import static dev.latchkey.deployment.compose.ComposeFile.map;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.deployment.Project;
import dev.latchkey.deployment.Services;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ComposeFileTest {

    private static final ComposeFile FILE = ComposeFile.read("docker-compose.yml");
    private static final ComposeFile DEVELOPMENT = ComposeFile.read("infra/compose/development.yml");
    private static final List<String> OURS =
            List.of("registration-service", "authentication-service", "token-service", "audit-service", "gateway");

    /** Its image writes its configuration where it is installed. */
    private static final Set<String> WRITES_ITS_ROOT = Set.of("kafka");

    private static final Pattern NAME_OF_SECRET = Pattern.compile("(?i)password|secret|private|(?:_|^)keys?(?:_|$)");
    private static final Pattern SECRET =
            Pattern.compile("BEGIN|\"d\":|://[^/@]*:[^/@]*@|(?:^|[^A-Za-z0-9])[A-Za-z0-9+/_-]{40,}={0,2}$");

    @Test
    void knowsEveryPart() {
        assertThat(FILE.services())
                .containsOnlyKeys(
                        "postgres",
                        "kafka",
                        "registration-service",
                        "authentication-service",
                        "token-service",
                        "audit-service",
                        "gateway");
        assertThat(DEVELOPMENT.services().keySet()).allMatch(FILE.services()::containsKey);
    }

    @Test
    void letsNobodyHaveMoreThanItNeeds() {
        FILE.services().forEach((name, service) -> {
            Map<String, Object> settings = map(service);
            assertThat(settings.get("user")).as(name).asString().isNotIn("", "root", "0", "0:0");
            assertThat(list(settings.get("cap_drop"))).as(name).isEqualTo(List.of("ALL"));
            assertThat(settings).as(name).doesNotContainKeys("cap_add", "privileged", "network_mode", "pid", "ipc");
            assertThat(list(settings.get("security_opt"))).as(name).isEqualTo(List.of("no-new-privileges:true"));
            assertThat(settings.getOrDefault("read_only", false)).as(name).isEqualTo(!WRITES_ITS_ROOT.contains(name));
            Map<String, Object> resources = map(map(settings.get("deploy")).get("resources"));
            assertThat(map(resources.get("limits"))).as(name).containsKeys("cpus", "memory", "pids");
        });
    }

    @Test
    void startsInTheOrderOfHealth() {
        FILE.services().forEach((name, service) -> {
            Object waitsFor = map(service).get("depends_on");
            if (waitsFor != null) {
                assertThat(map(waitsFor).values()).as(name).allSatisfy(condition -> assertThat(condition)
                        .isEqualTo(Map.of("condition", "service_healthy")));
            }
        });
        assertThat(dependencies("token-service")).containsExactlyInAnyOrder("postgres", "kafka");
        for (String service : List.of("registration-service", "authentication-service", "audit-service")) {
            assertThat(dependencies(service)).containsExactly("token-service");
        }
        assertThat(dependencies("gateway")).containsExactlyInAnyOrderElementsOf(Services.NAMES);
        assertThat(map(FILE.service("postgres").get("healthcheck"))).containsKey("test");
        assertThat(map(FILE.service("kafka").get("healthcheck"))).containsKey("test");
        // The others have theirs in their images, which DockerfileTest holds.
        OURS.forEach(name -> assertThat(FILE.service(name)).doesNotContainKey("healthcheck"));
    }

    @Test
    void opensThePortOfTheGatewayAlone() {
        assertThat(FILE.services().entrySet().stream()
                        .filter(service -> map(service.getValue()).containsKey("ports"))
                        .map(Map.Entry::getKey))
                .containsExactly("gateway");
        assertThat(list(FILE.service("gateway").get("ports")))
                .singleElement()
                .asString()
                .startsWith("${LATCHKEY_BIND:-127.0.0.1}:")
                .endsWith(":8080");
        assertThat(DEVELOPMENT.services().values())
                .allMatch(service -> !map(service).containsKey("ports"));
    }

    @Test
    void keepsTheDatabaseFromTheGateway() {
        assertThat(networks(FILE, "gateway")).containsExactlyInAnyOrder("outside", "services");
        assertThat(networks(DEVELOPMENT, "gateway")).doesNotContain("database");
        assertThat(networks(FILE, "postgres")).containsExactly("database");
        assertThat(networks(FILE, "kafka")).containsExactly("events");
        for (String network : List.of("services", "database", "events")) {
            assertThat(map(FILE.part("networks").get(network))).as(network).containsEntry("internal", true);
        }
        String trusted = FILE.environment("token-service").get("SERVER_TOMCAT_REMOTEIP_INTERNAL_PROXIES");
        assertThat(FILE.part("networks").get("services").toString()).contains(trusted);
        Services.NAMES.forEach(service -> assertThat(FILE.environment(service))
                .as(service)
                .containsEntry("SERVER_TOMCAT_REMOTEIP_INTERNAL_PROXIES", trusted));
    }

    @Test
    void holdsNoSecret() {
        for (ComposeFile file : List.of(FILE, DEVELOPMENT)) {
            for (String service : file.services().keySet()) {
                file.environment(service).forEach((key, value) -> {
                    assertThat(NAME_OF_SECRET.matcher(key).find() && !value.startsWith("/run/secrets/"))
                            .as("%s: %s=%s", service, key, value)
                            .isFalse();
                    assertThat(SECRET.matcher(value).find())
                            .as("%s: %s=%s", service, key, value)
                            .isFalse();
                });
            }
        }
        assertThat(FILE.part("secrets").values()).allSatisfy(secret -> assertThat(map(secret))
                .containsOnlyKeys("file")
                .extractingByKey("file")
                .asString()
                .startsWith("${LATCHKEY_SECRETS:-./infra/compose/secrets}/"));
        assertThat(Project.read(".gitignore").lines()).contains("/infra/compose/secrets/", "/.env");
        assertThat(Files.exists(Project.root().resolve("infra/compose/secrets/.gitkeep")))
                .isFalse();
    }

    @Test
    void givesTheKeyOfTheTrailToAuditServiceAlone() {
        assertThat(FILE.services().entrySet().stream()
                        .filter(service ->
                                list(map(service.getValue()).get("secrets")).contains("audit-keys.yaml"))
                        .map(Map.Entry::getKey))
                .containsExactly("audit-service");
        for (String service : Services.NAMES) {
            String own = service.replace("-service", "-password");
            assertThat(list(FILE.service(service).get("secrets")).toString())
                    .as(service)
                    .contains("source=" + own + ", target=/run/secrets/tree/spring.datasource.password")
                    .doesNotContain("postgres-password");
        }
    }

    @Test
    void namesOneVersion() {
        OURS.forEach(name -> {
            assertThat(FILE.service(name)).containsEntry("image", "latchkey/" + name + ":" + Project.version());
            assertThat(map(FILE.service(name).get("build")))
                    .containsEntry("target", name)
                    .containsEntry("dockerfile", "infra/images/Dockerfile");
        });
        for (String other : List.of("postgres", "kafka")) {
            assertThat(FILE.service(other).get("image")).asString().matches("[a-z/]+:[0-9]+(?:\\.[0-9]+)+");
        }
    }

    @Test
    void leadsTheGatewayToEveryServiceOfTheRouteTable() {
        Map<String, String> environment = FILE.environment("gateway");
        Set<String> routed = Project.read("infra/gateway/src/main/resources/dev/latchkey/gateway/routes.txt")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .collect(Collectors.toSet());

        assertThat(routed).isNotEmpty();
        for (String name : routed) {
            String service = name + "-service";
            assertThat(environment)
                    .containsEntry(
                            "LATCHKEY_GATEWAY_UPSTREAM_" + name.toUpperCase(Locale.ROOT),
                            "http://" + service + ":" + Services.port(service));
        }
        assertThat(environment.keySet().stream().filter(key -> key.startsWith("LATCHKEY_GATEWAY_UPSTREAM_")))
                .hasSameSizeAs(routed);
        for (String service : List.of("registration-service", "authentication-service", "audit-service")) {
            assertThat(FILE.environment(service))
                    .containsEntry(
                            "LATCHKEY_TOKEN_SERVICE_URL", "http://token-service:" + Services.port("token-service"));
        }
    }

    @Test
    void setsOnlyWhatThereIs() {
        for (ComposeFile file : List.of(FILE, DEVELOPMENT)) {
            for (String service : Services.NAMES) {
                assertThat(file.environment(service).keySet()).as(service).allSatisfy(key -> assertThat(
                                KnownSettings.ofService(service).has(key))
                        .as(key)
                        .isTrue());
            }
            assertThat(file.environment("gateway").keySet())
                    .allSatisfy(key ->
                            assertThat(KnownSettings.isOfGateway(key)).as(key).isTrue());
        }
    }

    @Test
    void readsOnlyFilesThatAreThere() {
        Pattern path = Pattern.compile("\\./(infra/[A-Za-z0-9./_-]+)");
        Matcher files = path.matcher(FILE.part("configs").toString());
        int found = 0;
        while (files.find()) {
            found++;
            assertThat(Project.root().resolve(files.group(1))).exists();
        }
        assertThat(found).isEqualTo(3);
    }

    private static Set<String> dependencies(String service) {
        return map(FILE.service(service).get("depends_on")).keySet();
    }

    private static List<String> networks(ComposeFile file, String service) {
        return list(file.service(service).get("networks")).stream()
                .map(Object::toString)
                .toList();
    }
}
