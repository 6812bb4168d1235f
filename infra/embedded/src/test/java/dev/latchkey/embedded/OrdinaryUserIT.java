package dev.latchkey.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class OrdinaryUserIT {

    @TempDir
    Path folder;

    @BeforeEach
    void letEverybodyIn() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    static List<OrdinaryUser> ways() {
        return OrdinaryUser.isRoot()
                ? List.of(OrdinaryUser.NAMESPACE, OrdinaryUser.SETPRIV, OrdinaryUser.RUNUSER)
                : List.of(OrdinaryUser.OURSELVES);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void everyWayThatIsOpenHereRunsTheServer(OrdinaryUser user) throws Exception {
        Path home = PostgresBinaries.unpacked();
        assumeTrue(
                user.reaches(home.resolve("bin/postgres"), folder),
                () -> user + " is no way of running PostgreSQL here");

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(PostgresSettings.throwaway(folder), home, user);
                var connection = postgres.server().connect("postgres")) {
            assertThat(connection.isValid(5)).isTrue();
            assertThat(ProcessHandle.of(postgres.pid()).orElseThrow().info().arguments())
                    .isPresent();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NAMESPACE", "SETPRIV"})
    @EnabledIf(
            value = "dev.latchkey.embedded.OrdinaryUser#isRoot",
            disabledReason = "only root has to become somebody else")
    void dataOfOneWayIsReadableInTheOther(OrdinaryUser first) throws Exception {
        Path home = PostgresBinaries.unpacked();
        OrdinaryUser second = first == OrdinaryUser.NAMESPACE ? OrdinaryUser.SETPRIV : OrdinaryUser.NAMESPACE;
        assumeTrue(first.reaches(home.resolve("bin/postgres"), folder), () -> first + " is not open here");
        assumeTrue(second.reaches(home.resolve("bin/postgres"), folder), () -> second + " is not open here");
        PostgresSettings settings = PostgresSettings.throwaway(folder);

        EmbeddedPostgres.start(settings, home, first).close();

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings, home, second);
                var connection = postgres.server().connect("postgres")) {
            assertThat(connection.isValid(5)).isTrue();
        }
    }
}
