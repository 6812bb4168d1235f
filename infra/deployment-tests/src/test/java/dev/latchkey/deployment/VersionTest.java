package dev.latchkey.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** There is one version, whoever names it. */
class VersionTest {

    @Test
    void the_description_of_the_endpoints_names_it() {
        assertThat(Project.read("infra/gateway/src/main/resources/public/openapi.json"))
                .contains("\"version\": \"" + Project.version() + "\"");
    }
}
