package dev.latchkey.standalone.data;

import dev.latchkey.standalone.terminal.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder that everything of one suite is kept in; only its owner can look into its secrets. */
public record DataFolder(Path path) {

    /** Makes the folder if there is none. */
    public DataFolder ensure() {
        try {
            Files.createDirectories(path);
            Files.createDirectories(run());
            Files.createDirectories(logs());
            return this;
        } catch (IOException e) {
            throw Trouble.failed("The data folder %s cannot be made: %s".formatted(path, e));
        }
    }

    public Path postgres() {
        return path.resolve("postgres");
    }

    public Path kafka() {
        return path.resolve("kafka");
    }

    public Path logs() {
        return path.resolve("logs");
    }

    /** What is there only while the suite runs. */
    public Path run() {
        return path.resolve("run");
    }

    public Path tenantFile() {
        return path.resolve("tenant.yaml");
    }

    public Path secretsFile() {
        return path.resolve("secrets.yaml");
    }

    /** Of audit-service alone. */
    public Path auditKeysFile() {
        return path.resolve("audit-keys.yaml");
    }

    /** What is kept of the audit trail's signed heads outside of the database. */
    public Path anchoredHeadsFile() {
        return path.resolve("tree-heads.jsonl");
    }

    public Path operatorSecretFile() {
        return path.resolve("operator-secret");
    }

    /** What the client {@code operator} proves itself with. */
    public String operatorSecret() {
        return read(operatorSecretFile()).strip();
    }

    public Path passwordsFile() {
        return path.resolve("postgres-passwords.properties");
    }

    /** Writes the file whole or not at all. */
    static void write(Path file, String content, String permissions) {
        try {
            Path making = Files.createTempFile(file.getParent(), file.getFileName() + ".", ".tmp");
            Files.setPosixFilePermissions(making, PosixFilePermissions.fromString(permissions));
            Files.writeString(making, content);
            Files.move(making, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw Trouble.failed("%s cannot be written: %s".formatted(file, e));
        }
    }

    static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw Trouble.failed("%s cannot be removed: %s".formatted(file, e));
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw Trouble.failed("%s cannot be read: %s".formatted(file, e));
        }
    }
}
