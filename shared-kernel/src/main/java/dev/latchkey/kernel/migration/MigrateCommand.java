package dev.latchkey.kernel.migration;

import com.google.common.base.Throwables;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

/**
 * {@code java -jar SERVICE.jar migrate}: brings the service's schema to this version and ends. It reads the service's own
 * configuration and needs nothing but its data source, so that it can run while the version before still serves.
 */
public final class MigrateCommand {

    private static final Logger LOG = LoggerFactory.getLogger(MigrateCommand.class);

    private static final String NAME = "migrate";

    /** What the configuration of the service may say otherwise. */
    private static final String[] DEFAULTS = {
        // The roles' time limits are made for requests, and end the transaction that holds Flyway's lock, too. A lock
        // on a
        // table is not waited for as long as a request may wait behind it: the migration gives way and is tried again.
        "spring.flyway.init-sqls=SET statement_timeout = 0; SET transaction_timeout = 0;"
                + " SET idle_in_transaction_session_timeout = 0; SET lock_timeout = '3s'",
        // Seconds to wait for another one that migrates.
        "spring.flyway.lock-retry-count=600"
    };

    /** What it may not: a time limit of the driver, second tries and stack traces. */
    private static final List<String> RULES = List.of(
            "--spring.datasource.hikari.data-source-properties.socketTimeout=0",
            "--spring.datasource.hikari.maximum-pool-size=4",
            "--spring.datasource.hikari.minimum-idle=0",
            "--spring.flyway.connect-retries=0",
            "--logging.level.com.zaxxer.hikari=off",
            "--logging.level.org.springframework.context=error",
            "--logging.level.org.springframework.boot.SpringApplication=off",
            "--logging.level.org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter=off");

    private MigrateCommand() {}

    /** Migrates and ends the process, if that is what the command line asks for. */
    public static void runIfNamed(String... arguments) {
        if (arguments.length > 0 && NAME.equals(arguments[0])) {
            System.exit(run(Arrays.copyOfRange(arguments, 1, arguments.length)));
        }
    }

    /** Migrates with these settings and returns the exit code of the process. */
    public static int run(String... settings) {
        var application = new SpringApplicationBuilder(MigrationConfiguration.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .properties(DEFAULTS);
        var arguments = Stream.concat(Stream.of(settings), RULES.stream()).toArray(String[]::new);
        try (var context = application.run(arguments)) {
            MigrateResult result = context.getBean(Flyway.class).migrate();
            LOG.info("Migrated: {} new", result.migrationsExecuted);
            return 0;
        } catch (RuntimeException e) {
            LOG.error("Not migrated: {}", reason(e));
            return 1;
        }
    }

    /** Flyway's word, or else the driver's, in one line; neither repeats a password. */
    private static String reason(RuntimeException failure) {
        return String.valueOf(Throwables.getRootCause(failure).getMessage())
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .reduce((first, next) -> first + " " + next)
                .orElse("for an unknown reason");
    }
}
