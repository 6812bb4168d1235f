package dev.latchkey.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What a running server writes into {@code postmaster.pid} of its data directory: who it is, and whether it is ready. */
final class PostmasterFile {

    private static final int STATUS_LINE = 7;
    private static final long STOP_SECONDS = 30;

    private final Path file;

    PostmasterFile(Path data) {
        this.file = data.resolve("postmaster.pid");
    }

    boolean saysReady() {
        List<String> lines = lines();
        return lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready");
    }

    /** The server that works on this data directory, if one is alive. */
    Optional<ProcessHandle> server() {
        return lines().stream()
                .findFirst()
                .filter(line -> line.matches("[0-9]{1,10}"))
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)))
                .filter(PostmasterFile::isPostgres);
    }

    /** Ends the server: first a fast stop, which rolls open transactions back, and after the limit by force. */
    void stopServer() {
        server().ifPresent(server -> {
            signal("INT", server.pid());
            if (!ended(server)) {
                signal("QUIT", server.pid());
                ended(server);
            }
        });
    }

    private static boolean ended(ProcessHandle server) {
        try {
            server.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (Exception e) {
            return false;
        }
    }

    private static void signal(String name, long pid) {
        ChildProcesses.succeeds(List.of(), "sh", "-c", "kill -" + name + " " + pid);
    }

    /** A pid may belong to another program by now, after a crash of the machine. */
    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> command.endsWith("/postgres"))
                .orElse(true);
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}
