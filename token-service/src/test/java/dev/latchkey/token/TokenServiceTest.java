package dev.latchkey.token;

import dev.latchkey.testing.TestBackends;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/** Starts the whole service on a database of its own, once for all tests that say no more than this. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Import({TestBackends.class, TestService.class})
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.config.additional-location=" + TestService.CONFIGURATION, "management.server.port=0"})
@interface TokenServiceTest {}
