package dev.latchkey.deployment.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.deployment.Project;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** The script that makes a deployment's secrets. */
class MakeSecretsTest {

    @TempDir
    Path folder;

    private Path secrets;

    @BeforeEach
    void make() throws Exception {
        secrets = folder.resolve("secrets");
        run();
    }

    @Test
    void makesWhatTheComposeFileWants() {
        ComposeFile.read("docker-compose.yml").part("secrets").keySet().forEach(name -> assertThat(
                        secrets.resolve(name))
                .isNotEmptyFile());
    }

    @Test
    void letsOnlyTheirOwnerToThem() throws IOException {
        assertThat(permissions(secrets)).isEqualTo("rwx------");
        // The containers' users see the files without the folder.
        assertThat(permissions(secrets.resolve("secrets.yaml"))).isEqualTo("r--r--r--");
        assertThat(permissions(secrets.resolve("operator-secret"))).isEqualTo("r--------");
        try (Stream<Path> files = Files.list(secrets)) {
            assertThat(files).noneMatch(file -> file.getFileName().toString().startsWith("."));
        }
    }

    @Test
    void neverReplacesOne() throws Exception {
        String before = everything();

        run();

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void makesOthersEachTime() throws Exception {
        String one = everything();
        secrets = folder.resolve("more");

        run();

        assertThat(everything()).isNotEqualTo(one);
        assertThat(Files.readString(secrets.resolve("token-password")))
                .isNotEqualTo(Files.readString(secrets.resolve("audit-password")))
                .matches("[A-Za-z0-9_-]{43}");
    }

    @Test
    void makesKeysOf256BitsAndTellsTheOperatorsHash() throws Exception {
        String yaml = Files.readString(secrets.resolve("secrets.yaml"));

        List<String> keys = Pattern.compile("\"([A-Za-z0-9+/]{43}=)\"")
                .matcher(yaml)
                .results()
                .map(key -> key.group(1))
                .toList();
        assertThat(keys).hasSize(3).doesNotHaveDuplicates().allSatisfy(key -> assertThat(
                        Base64.getDecoder().decode(key))
                .hasSize(32));
        byte[] operator = Files.readAllBytes(secrets.resolve("operator-secret"));
        Map<?, ?> content = new Yaml().load(yaml);
        assertThat(content.get("operator-secret-sha256"))
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(operator)));
    }

    @Test
    void makesAKeyOfTheTrailWhosePartsBelongTogether() throws Exception {
        String yaml = Files.readString(secrets.resolve("audit-keys.yaml"));
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        ECParameterSpec p256 = curve.getParameterSpec(ECParameterSpec.class);
        KeyFactory factory = KeyFactory.getInstance("EC");
        PrivateKey secret = factory.generatePrivate(new ECPrivateKeySpec(number(yaml, "d"), p256));
        PublicKey open =
                factory.generatePublic(new ECPublicKeySpec(new ECPoint(number(yaml, "x"), number(yaml, "y")), p256));

        Signature signing = Signature.getInstance("SHA256withECDSA");
        signing.initSign(secret);
        signing.update("head".getBytes(StandardCharsets.UTF_8));
        byte[] signature = signing.sign();
        signing.initVerify(open);
        signing.update("head".getBytes(StandardCharsets.UTF_8));

        assertThat(signing.verify(signature)).isTrue();
    }

    private static BigInteger number(String yaml, String name) {
        Matcher member =
                Pattern.compile("\"" + name + "\":\"([A-Za-z0-9_-]{43})\"").matcher(yaml);
        assertThat(member.find()).as(name).isTrue();
        return new BigInteger(1, Base64.getUrlDecoder().decode(member.group(1)));
    }

    private void run() throws Exception {
        Process script = new ProcessBuilder(
                        Project.root().resolve("infra/compose/make-secrets").toString(), secrets.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        assertThat(script.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(script.exitValue())
                .as(Files.readString(folder.resolve("log")))
                .isZero();
    }

    private String everything() throws IOException {
        StringBuilder everything = new StringBuilder();
        try (Stream<Path> files = Files.list(secrets)) {
            for (Path file : files.sorted().toList()) {
                everything
                        .append(Objects.requireNonNull(file.getFileName()))
                        .append('\n')
                        .append(Files.readString(file));
            }
        }
        return everything.toString();
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
