package dev.latchkey.authentication;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The walls between the rooms of this service. */
@AnalyzeClasses(packages = "dev.latchkey.authentication", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule slicesThatWriteDoNotKnowEachOther = slices().matching(
                    "dev.latchkey.authentication.write.(*)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule slicesThatReadDoNotKnowEachOther =
            slices().matching("dev.latchkey.authentication.read.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule writingDoesNotKnowReading = noClasses()
            .that()
            .resideInAPackage("..write..")
            .should()
            .dependOnClassesThat(resideInAPackage("..authentication.read.."));

    @ArchTest
    static final ArchRule readingDoesNotKnowWriting = noClasses()
            .that()
            .resideInAPackage("..read..")
            .should()
            .dependOnClassesThat(resideInAPackage("..authentication.write.."));

    @ArchTest
    static final ArchRule onlyTheKernelKnowsJoseKafkaAndTheCipher = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "com.nimbusds..",
                    "org.apache.kafka..",
                    "com.google.crypto.tink..",
                    "org.axonframework..",
                    "com.webauthn4j..");

    @ArchTest
    static final ArchRule onlyTheKernelKnowsSpringSecurity =
            noClasses().should().dependOnClassesThat().resideInAPackage("org.springframework.security..");

    @ArchTest
    static final ArchRule otherServicesAreFarAway = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.latchkey.registration..", "dev.latchkey.token..", "dev.latchkey.gateway..");

    @ArchTest
    static final ArchRule whatASliceHoldsIsNobodysBusiness = classes()
            .that()
            .resideInAnyPackage("..authentication.read.*", "..authentication.write.*")
            .should()
            .notBePublic();

    @ArchTest
    static final ArchRule packagesFormNoCircles =
            slices().matching("dev.latchkey.authentication.(**)").should().beFreeOfCycles();
}
