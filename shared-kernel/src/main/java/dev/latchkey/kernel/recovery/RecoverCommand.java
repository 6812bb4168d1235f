package dev.latchkey.kernel.recovery;

import dev.latchkey.kernel.messaging.KafkaSettings;
import dev.latchkey.kernel.messaging.OwnedStreams;
import dev.latchkey.kernel.messaging.RelayedFacts;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The command {@code recover} of a service that owns facts: after its database was restored from a backup and before its
 * instances start, puts back what Kafka knows and the backup does not. It needs database and Kafka, and no other service.
 */
public final class RecoverCommand {

    private static final Logger log = LoggerFactory.getLogger(RecoverCommand.class);
    private static final String NAME = "recover";

    private RecoverCommand() {}

    /**
     * Recovers and ends the process, if that is what the command line asks for.
     *
     * @param parts configurations of the {@link OwnedStreams} of the service and of what it keeps beside its facts
     */
    public static void runIfNamed(List<Class<?>> parts, String... arguments) {
        if (arguments.length > 0 && NAME.equals(arguments[0])) {
            System.exit(run(parts, Arrays.copyOfRange(arguments, 1, arguments.length)));
        }
    }

    /**
     * Recovers with these settings.
     *
     * @param parts configurations of the {@link OwnedStreams} of the service and what it keeps beside its facts
     * @return the exit status: 0, or 1 with the reason in the log
     */
    public static int run(List<Class<?>> parts, String... settings) {
        SpringApplicationBuilder application = new SpringApplicationBuilder(RecoveryConfiguration.class)
                .sources(parts.toArray(Class<?>[]::new))
                .web(WebApplicationType.NONE)
                .logStartupInfo(false);
        try (ConfigurableApplicationContext context = application.run(settings)) {
            int count = context.getBean(Recovery.class).recover();
            log.info("{} facts were put back from Kafka", count);
            return 0;
        } catch (RuntimeException problem) {
            log.error(
                    "nothing was put back: {}",
                    NestedExceptionUtils.getMostSpecificCause(problem).getMessage());
            return 1;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(KafkaSettings.class)
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class,
        FlywayAutoConfiguration.class
    })
    static class RecoveryConfiguration {

        @Bean
        Recovery recovery(
                JdbcClient jdbc,
                JdbcTemplate batches,
                PlatformTransactionManager transactions,
                KafkaSettings kafka,
                OwnedStreams owned,
                List<BesideFacts> beside) {
            return new Recovery(
                    jdbc, batches, new TransactionTemplate(transactions), new RelayedFacts(kafka, owned), beside);
        }
    }
}
