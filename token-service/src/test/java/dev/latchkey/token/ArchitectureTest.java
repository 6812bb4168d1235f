package dev.latchkey.token;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The walls between the rooms of this service. */
@AnalyzeClasses(packages = "dev.latchkey.token", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule onlyTheRoomOfCeremoniesKnowsWebauthn4j = noClasses()
            .that()
            .resideOutsideOfPackage("..token.webauthn..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.webauthn4j..");

    @ArchTest
    static final ArchRule onlyTheRoomOfSigningKnowsJose = noClasses()
            .that()
            .resideOutsideOfPackage("..token.signing..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.nimbusds..");

    @ArchTest
    static final ArchRule onlyTheKernelKnowsKafkaAndTheCipher = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "com.google.crypto.tink..");

    @ArchTest
    static final ArchRule slicesDoNotKnowTheAggregates = noClasses()
            .that()
            .resideInAPackage("..token.write.*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.latchkey.token.write");

    @ArchTest
    static final ArchRule onlyTheWriteSideKnowsAxon = noClasses()
            .that()
            .resideOutsideOfPackage("..token.write..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.axonframework..");

    @ArchTest
    static final ArchRule adaptersKnowNoSlice = noClasses()
            .that()
            .resideInAnyPackage("..token.webauthn..", "..token.signing..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..token.write..", "..token.oauth..");

    @ArchTest
    static final ArchRule decisionsDoNotKnowTheirEndpoint = noClasses()
            .that()
            .resideInAPackage("..token.write..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..token.oauth..");

    @ArchTest
    static final ArchRule otherServicesAreFarAway = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.latchkey.registration..", "dev.latchkey.authentication..");

    @ArchTest
    static final ArchRule packagesFormNoCircles =
            slices().matching("dev.latchkey.token.(**)").should().beFreeOfCycles();
}
