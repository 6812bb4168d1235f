package dev.latchkey.standalone.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.latchkey.embedded.FreePorts;
import dev.latchkey.standalone.data.DataFolder;
import dev.latchkey.standalone.data.DataLock;
import dev.latchkey.standalone.data.RunningSuite;
import dev.latchkey.standalone.data.Secrets;
import dev.latchkey.standalone.data.TenantFile;
import dev.latchkey.standalone.operation.Operations;
import dev.latchkey.standalone.terminal.Terminal;
import dev.latchkey.standalone.terminal.Trouble;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SuiteIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Terminal terminal = Terminal.plain(new PrintStream(said, true, StandardCharsets.UTF_8));
    private final HttpClient http = HttpClient.newHttpClient();

    private Path home;
    private DataFolder folder;
    private DataLock lock;
    private Suite suite;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        home = temporary;
        StandInService.install(home);
        folder = new DataFolder(home.resolve("data")).ensure();
        lock = DataLock.take(folder);
        SupervisorLog.open(folder.logs().resolve("supervisor-%g.log"));
        Secrets secrets = Secrets.ensure(folder);
        Ports ports = Ports.choose(FreePorts.any());
        TenantFile.ensure(folder, secrets, ports.frontDoor());
        suite = new Suite(home, folder, secrets, ports, RunOptions.NONE, terminal);
        suite.start();
    }

    @AfterAll
    void stop() {
        RunningSuite before = RunningSuite.of(folder);
        suite.stop();
        lock.close();

        assertThat(folder.run().resolve("suite.json")).doesNotExist();
        assertThat(folder.run().resolve("token-service.jar")).doesNotExist();
        assertThat(before.parts()).noneMatch(part -> isAlive(part.pid()));
    }

    @Test
    void describesItselfForOtherPrograms() {
        RunningSuite running = RunningSuite.of(folder);

        assertThat(running.frontDoor()).isEqualTo(suite.frontDoor());
        assertThat(running.parts())
                .extracting(RunningSuite.Part::name)
                .containsExactly("postgres", "kafka", "token", "registration", "authentication", "audit");
        assertThat(running.parts()).allMatch(part -> isAlive(part.pid()));
    }

    @Test
    void tellsAServiceWhereEverythingIsButNoSecretOnTheCommandLine() throws Exception {
        String commandLine = get("/.well-known/jwks.json");

        assertThat(commandLine)
                .contains("--spring.datasource.username=token")
                .contains("--spring.datasource.url="
                        + RunningSuite.of(folder).postgres().url())
                .contains("--latchkey.kafka.bootstrap-servers=" + suite.kafkaServers())
                .contains(
                        folder.tenantFile().toUri() + "," + folder.secretsFile().toUri())
                .doesNotContain("password");
    }

    @Test
    void startsAKilledServiceAgainOnTheSamePort() {
        RunningSuite.Part before = RunningSuite.of(folder).part("registration");

        ProcessHandle.of(before.pid()).orElseThrow().destroyForcibly();

        await().atMost(LIMIT)
                .until(() -> stateOf("registration").equals("ready") && pidOf("registration") != before.pid());
        assertThat(RunningSuite.of(folder).part("registration").port()).isEqualTo(before.port());
    }

    @Test
    void runsTheSameServiceWhateverIsBuiltMeanwhile() throws Exception {
        Files.writeString(ServiceJars.built(home, "authentication-service"), "a jar that is being written");
        long before = pidOf("authentication");

        ProcessHandle.of(before).orElseThrow().destroyForcibly();

        await().atMost(LIMIT)
                .until(() -> stateOf("authentication").equals("ready") && pidOf("authentication") != before);
    }

    @Test
    void stopsAPartForGoodUntilItIsStarted() {
        Operations operations = new Operations(folder, terminal);

        operations.stop("kafka");
        assertThat(stateOf("kafka")).isEqualTo("stopped");
        assertThat(pidOf("kafka")).isZero();

        operations.start("kafka");
        assertThat(stateOf("kafka")).isEqualTo("ready");
        assertThatThrownBy(() -> operations.start("kafka"))
                .isInstanceOf(Trouble.class)
                .hasMessageContaining("already runs");
    }

    @Test
    void takesNoOrdersFromSomebodyWithoutTheToken() throws Exception {
        int port = Integer.parseInt(
                Files.readString(folder.run().resolve("control")).split(" ", -1)[0]);
        HttpRequest order = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/stop/token"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();

        assertThat(http.send(order, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(401);
        assertThat(stateOf("token")).isEqualTo("ready");
    }

    @Test
    void keepsASecondSuiteOffTheSameData() throws Exception {
        Process second = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dlatchkey.home=" + home,
                        "dev.latchkey.standalone.Latchkey",
                        "run",
                        "--data",
                        folder.path().toString(),
                        "--port",
                        Integer.toString(FreePorts.any()))
                .redirectErrorStream(true)
                .start();
        String output = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(second.waitFor()).isEqualTo(1);
        assertThat(output).contains("already runs on " + folder.path());
    }

    @Test
    void keepsSecretsForTheirOwner() throws Exception {
        for (Path file : new Path[] {
            folder.secretsFile(),
            folder.passwordsFile(),
            folder.operatorSecretFile(),
            folder.run().resolve("control")
        }) {
            assertThat(java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    private String get(String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(suite.frontDoor() + path)).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private String stateOf(String part) {
        said.reset();
        new Operations(folder, terminal).status();
        return said.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith(part + " "))
                .map(line -> line.split(" +", -1)[1])
                .findFirst()
                .orElse("missing");
    }

    private long pidOf(String part) {
        return RunningSuite.of(folder).part(part).pid();
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }
}
