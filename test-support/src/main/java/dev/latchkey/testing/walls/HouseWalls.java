package dev.latchkey.testing.walls;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;

/** The walls that stand in every module: who knows whom, one room for each technology, no circles. */
public final class HouseWalls {

    @ArchTest
    static final ArchRule modulesKnowTheirNeighboursOnly = classes().should(new KnowNeighboursOnly());

    @ArchTest
    static final ArchRule oneRoomOfAModuleKnowsKafka = outside(
                    "dev.latchkey.kernel.messaging..",
                    "dev.latchkey.gateway.feed..",
                    "dev.latchkey.standalone.demo..",
                    "dev.latchkey.embedded..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "kafka..");

    @ArchTest
    static final ArchRule ticketsAndSigningKnowJose = outside(
                    "dev.latchkey.kernel.ticket..",
                    "dev.latchkey.token.signing..",
                    "dev.latchkey.proof.head..",
                    "dev.latchkey.proof.verify..",
                    "dev.latchkey.testing..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.nimbusds..");

    @ArchTest
    static final ArchRule theEdgesOfTheServicesKnowSpringSecurity = outside(
                    "dev.latchkey.kernel.management..",
                    "dev.latchkey.kernel.myaccount..",
                    "dev.latchkey.token.oauth..",
                    "dev.latchkey.token.signing..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework.security..");

    @ArchTest
    static final ArchRule privacyKnowsTheCipher = outside("dev.latchkey.kernel.privacy..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.google.crypto.tink..");

    @ArchTest
    static final ArchRule theWriteSideKnowsAxon = outside(
                    "dev.latchkey.kernel.eventstore..",
                    "dev.latchkey.kernel.messaging..",
                    "dev.latchkey.kernel.challenge..",
                    "dev.latchkey.token.write..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.axonframework..");

    @ArchTest
    static final ArchRule theRoomOfCeremoniesKnowsWebauthn4j = outside("dev.latchkey.token.webauthn..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.webauthn4j..");

    @ArchTest
    static final ArchRule theRoomOfTracesKnowsOpenTelemetry = outside("dev.latchkey.tracing..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.opentelemetry..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule theFrontDoorKnowsUndertow = outside("dev.latchkey.gateway")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.undertow..", "org.xnio..");

    @ArchTest
    static final ArchRule packagesFormNoCircles =
            slices().matching("dev.latchkey.(**)").should().beFreeOfCycles();

    private HouseWalls() {}

    private static GivenClassesConjunction outside(String... rooms) {
        return noClasses().that().resideOutsideOfPackages(rooms);
    }
}
