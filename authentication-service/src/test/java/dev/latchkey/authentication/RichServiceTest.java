package dev.latchkey.authentication;

import dev.latchkey.testing.HttpCaller;
import dev.latchkey.testing.RichTestTenant;
import dev.latchkey.testing.TestBackends;
import dev.latchkey.testing.TestIssuer;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/** A test of the whole service over HTTP, on a real PostgreSQL and Kafka, in the rich test tenant. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.config.additional-location=" + RichTestTenant.CONFIGURATION, "management.server.port=0"})
@Import({TestBackends.class, TestIssuer.class, HttpCaller.class})
public @interface RichServiceTest {}
