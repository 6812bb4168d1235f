package dev.latchkey.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A data directory of PostgreSQL: made by {@code initdb} when there is none, looked at with care when there is one. */
final class PostgresData {

    private static final long INITDB_SECONDS = 120;

    private PostgresData() {}

    static void ensure(Path home, OrdinaryUser user, PostgresSettings settings) {
        DirectoryMadeOnce.at(settings.data(), making -> initialize(home, user, making, settings));
        refuseOtherVersions(settings.data());
        try {
            user.own(settings.data());
        } catch (IOException e) {
            throw new EmbeddedServerException("could not own " + settings.data() + ": " + e.getMessage(), e);
        }
    }

    private static void initialize(Path home, OrdinaryUser user, Path making, PostgresSettings settings)
            throws IOException, InterruptedException {
        Path password = Files.createTempFile(making.toAbsolutePath().getParent(), "initdb-", ".tmp");
        try {
            Files.writeString(password, settings.password());
            user.own(password);
            user.own(making);
            List<String> command = new ArrayList<>(user.prefix());
            command.addAll(initdb(home, making, password));
            if (settings.durability() == PostgresSettings.Durability.THROWAWAY) {
                command.add("--no-sync");
            }
            runToEnd(command, settings.log());
        } finally {
            Files.delete(password);
        }
    }

    private static List<String> initdb(Path home, Path making, Path password) {
        return List.of(
                home.resolve("bin/initdb").toString(),
                "--pgdata=" + making,
                "--username=" + PostgresSettings.SUPERUSER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8");
    }

    private static void runToEnd(List<String> command, BoundedLog log) throws InterruptedException {
        Process initdb = ChildProcesses.startAsGiven(command, Map.of("LC_ALL", "C"), log);
        if (!initdb.waitFor(INITDB_SECONDS, TimeUnit.SECONDS)) {
            initdb.destroyForcibly();
            throw log.failure("PostgreSQL's initdb did not end in time");
        }
        if (initdb.exitValue() != 0) {
            throw log.failure("PostgreSQL's initdb failed");
        }
    }

    private static void refuseOtherVersions(Path data) {
        String ours = PostgresBinaries.version().replaceFirst("\\..*", "");
        String theirs = versionOf(data);
        if (!theirs.equals(ours)) {
            throw new EmbeddedServerException(
                    "%s holds data of PostgreSQL %s, and this is PostgreSQL %s: move the data with pg_dump, or choose another folder"
                            .formatted(data, theirs, ours));
        }
    }

    private static String versionOf(Path data) {
        try {
            return Files.readString(data.resolve("PG_VERSION")).strip();
        } catch (IOException e) {
            throw new EmbeddedServerException(data + " is no data directory of PostgreSQL: " + e.getMessage(), e);
        }
    }
}
