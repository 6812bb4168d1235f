package dev.latchkey.standalone.data;

import dev.latchkey.standalone.terminal.Trouble;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The secrets of one suite: made at its first run, kept readable for their owner alone, never shown. */
public final class Secrets {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String OWNER_ONLY = "rw-------";
    private static final List<String> DATABASE_USERS =
            List.of("postgres", "registration", "authentication", "token", "audit");

    private final DataFolder folder;
    private final Properties passwords = new Properties();

    private Secrets(DataFolder folder) {
        this.folder = folder;
    }

    /** Reads the secrets, or makes them where there is no data yet that older ones protect. */
    public static Secrets ensure(DataFolder folder) {
        Secrets secrets = new Secrets(folder);
        if (!Files.exists(folder.secretsFile()) || !Files.exists(folder.passwordsFile())) {
            secrets.refuseToMakeNewOnesForOldData();
            secrets.make();
        }
        if (!Files.exists(folder.operatorSecretFile())) {
            DataFolder.write(folder.operatorSecretFile(), token() + "\n", OWNER_ONLY);
        }
        if (!Files.exists(folder.auditKeysFile())) {
            DataFolder.write(folder.auditKeysFile(), AuditKeys.make(), OWNER_ONLY);
        }
        secrets.readPasswords();
        secrets.completePasswords();
        return secrets;
    }

    /** The password of the database's superuser {@code postgres}, or of a service's role. */
    public String databasePassword(String user) {
        String password = passwords.getProperty(user);
        if (password == null) {
            throw Trouble.failed("%s has no password for %s.".formatted(folder.passwordsFile(), user));
        }
        return password;
    }

    public Map<String, String> databasePasswords(List<String> users) {
        return users.stream().collect(Collectors.toMap(Function.identity(), this::databasePassword));
    }

    /** Lower-case hexadecimal SHA-256 of the operator's secret: what the tenant file knows of it. */
    String operatorSecretSha256() {
        byte[] secret = folder.operatorSecret().getBytes(StandardCharsets.UTF_8);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(secret));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private void refuseToMakeNewOnesForOldData() {
        if (Files.exists(folder.postgres())) {
            throw Trouble.failed(
                    "%s holds data, but %s or %s is missing: without them the data cannot be read. Bring them back, or choose another folder with --data DIR."
                            .formatted(
                                    folder.path(),
                                    folder.secretsFile().getFileName(),
                                    folder.passwordsFile().getFileName()));
        }
    }

    private void make() {
        String content = """
                # Made by ./latchkey run. Whoever has this file can read the data beside it.
                latchkey:
                  ticket:
                    keys:
                      - id: t1
                        secret: %s
                  privacy:
                    identifier-key: %s
                    key-encryption-keys:
                      - id: k1
                        secret: %s
                """.formatted(key(), key(), key());
        DataFolder.write(folder.secretsFile(), content, OWNER_ONLY);
        DataFolder.write(folder.passwordsFile(), "", OWNER_ONLY);
    }

    /** Gives every user that has none a password, also those that a newer version brings. */
    private void completePasswords() {
        String missing = DATABASE_USERS.stream()
                .filter(user -> !passwords.containsKey(user))
                .map(user -> user + "=" + token() + "\n")
                .collect(Collectors.joining());
        if (!missing.isEmpty()) {
            DataFolder.write(folder.passwordsFile(), DataFolder.read(folder.passwordsFile()) + missing, OWNER_ONLY);
            readPasswords();
        }
    }

    private void readPasswords() {
        try {
            passwords.load(new StringReader(DataFolder.read(folder.passwordsFile())));
        } catch (IOException e) {
            throw Trouble.failed("%s cannot be read: %s".formatted(folder.passwordsFile(), e));
        }
    }

    private static String key() {
        return Base64.getEncoder().encodeToString(random());
    }

    private static String token() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random());
    }

    private static byte[] random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
