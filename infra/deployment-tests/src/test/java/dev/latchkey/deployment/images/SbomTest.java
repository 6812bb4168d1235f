package dev.latchkey.deployment.images;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.deployment.Project;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each jar says what it is made of. The plugin that writes it works online only, so an offline build has jars without. */
class SbomTest {

    private static final String PLUGIN = "<artifactId>cyclonedx-maven-plugin</artifactId>";

    @ParameterizedTest
    @CsvSource({
        "registration-service, registration-service, pkg:maven/org.springframework.boot/spring-boot@",
        "authentication-service, authentication-service, pkg:maven/org.axonframework/axon-eventsourcing@",
        "token-service, token-service, pkg:maven/com.webauthn4j/webauthn4j-core@",
        "audit-service, audit-service, pkg:maven/org.apache.kafka/kafka-clients@",
        "infra/gateway, gateway, pkg:maven/io.undertow/undertow-core@",
    })
    void namesVersionAndComponents(String folder, String name, String component) throws IOException {
        assertThat(Project.read(folder + "/pom.xml")).contains(PLUGIN);
        Path jar = Project.root().resolve(folder + "/target/" + name + ".jar");
        Assumptions.assumeTrue(jar.toFile().exists(), jar + " is not built: these tests were run alone");

        String sbom = sbom(jar);

        assertThat(sbom)
                .contains("\"bomFormat\" : \"CycloneDX\"")
                .contains("\"purl\" : \"pkg:maven/dev.latchkey/" + name + "@" + Project.version() + "?type=jar\"")
                .contains("\"purl\" : \"" + component)
                .doesNotContain("junit");
    }

    private static String sbom(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry entry = zip.getEntry("META-INF/sbom/application.cdx.json");
            assertThat(entry)
                    .as("%s lacks its SBOM: Maven writes it online only, build without -o", jar)
                    .isNotNull();
            try (InputStream sbom = zip.getInputStream(entry)) {
                return new String(sbom.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }
}
