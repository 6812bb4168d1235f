package dev.latchkey.audit;

import dev.latchkey.testing.HttpCaller;
import dev.latchkey.testing.TestBackends;
import dev.latchkey.testing.TestIssuer;
import dev.latchkey.testing.TestTenant;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/** A test of the whole service over HTTP, on a real PostgreSQL and Kafka. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.additional-location=" + TestTenant.CONFIGURATION,
            "management.server.port=0",
        })
@Import({TestBackends.class, TestIssuer.class, HttpCaller.class, TestTopics.class, TestEntries.class})
public @interface ServiceTest {}
