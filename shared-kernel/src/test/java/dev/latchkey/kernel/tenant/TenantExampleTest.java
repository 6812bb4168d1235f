package dev.latchkey.kernel.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.kernel.values.IdentifierType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.Environment;

/** The example in the documentation is a tenant that a service starts with, and shows every setting there is. */
class TenantExampleTest {

    private static final Path EXAMPLE = Path.of("..", "docs", "tenant.example.yaml");

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withInitializer(new ConfigDataApplicationContextInitializer())
            .withPropertyValues("spring.config.location=file:" + EXAMPLE)
            .withUserConfiguration(TenantConfiguration.class);

    @Test
    void isATenantThatAServiceStartsWith() {
        assertThat(EXAMPLE).isRegularFile();

        runner.run(context -> {
            assertThat(context).hasNotFailed();
            Tenant tenant = context.getBean(Tenant.class);
            assertThat(tenant.domain("id.example.com")).isPresent();
            assertThat(tenant.defaultDirectory().name()).isEqualTo("People");
            assertThat(tenant.defaultDirectory().identifiers())
                    .containsEntry(IdentifierType.USERNAME, IdentifierStatus.OPTIONAL);
            assertThat(tenant.client("operator").orElseThrow().publicKeys()).hasSize(1);
            assertThat(tenant.client("web").orElseThrow().refreshTokens().rotating())
                    .isTrue();
        });
    }

    static Stream<String> settings() {
        return settingsOf("latchkey.tenant", TenantProperties.class);
    }

    /** What a record of the configuration reads, list entries as {@code [0]}. */
    private static Stream<String> settingsOf(String prefix, Type type) {
        if (type instanceof ParameterizedType list) {
            return settingsOf(prefix + "[0]", list.getActualTypeArguments()[0]);
        }
        if (type instanceof Class<?> record && record.isRecord()) {
            return Stream.of(record.getRecordComponents())
                    .flatMap(component -> settingsOf(prefix + "." + dashed(component), component.getGenericType()));
        }
        return Stream.of(prefix);
    }

    private static String dashed(RecordComponent component) {
        return ConfigurationPropertyName.adapt(component.getName(), '.').toString();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void shows(String setting) {
        runner.run(context -> assertThat(keysOf(context.getEnvironment())).contains(uniform(setting)));
    }

    private static Stream<String> keysOf(Environment environment) {
        return StreamSupport.stream(
                        ConfigurationPropertySources.get(environment).spliterator(), false)
                .filter(IterableConfigurationPropertySource.class::isInstance)
                .flatMap(source -> ((IterableConfigurationPropertySource) source).stream())
                .map(name -> uniform(name.toString()));
    }

    /** Whichever entry of a list shows a setting, and however it is spelt. */
    private static String uniform(String key) {
        return key.replaceAll("\\[\\d+]", "[]").replace("-", "").toLowerCase(Locale.ROOT);
    }

    @Test
    void isNamedWhereOperatorsLook() throws Exception {
        for (Path page : new Path[] {Path.of("..", "README.md"), Path.of("..", "docs", "configuration.md")}) {
            assertThat(Files.readString(page)).contains("tenant.example.yaml");
        }
    }
}
