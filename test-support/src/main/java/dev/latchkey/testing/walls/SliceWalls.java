package dev.latchkey.testing.walls;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The walls inside a service; one that has no {@code read} yet keeps those of {@code write}. */
public final class SliceWalls {

    @ArchTest
    static final ArchRule slicesThatWriteDoNotKnowEachOther =
            slices().matching("dev.latchkey.*.write.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule slicesThatReadDoNotKnowEachOther = slices().matching("dev.latchkey.*.read.(*)..")
            .should()
            .notDependOnEachOther()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule slicesDoNotKnowTheAggregates = noClasses()
            .that()
            .resideInAPackage("dev.latchkey.*.write.*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.latchkey.*.write");

    @ArchTest
    static final ArchRule writingDoesNotKnowReading = noClasses()
            .that()
            .resideInAPackage("dev.latchkey.*.write..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.latchkey.*.read..");

    @ArchTest
    static final ArchRule readingDoesNotKnowWriting = noClasses()
            .that()
            .resideInAPackage("dev.latchkey.*.read..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.latchkey.*.write..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule sharedRoomsDoNotKnowSlices = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.latchkey.registration.ceremonies..",
                    "dev.latchkey.token.claims..",
                    "dev.latchkey.token.known..",
                    "dev.latchkey.token.meters..",
                    "dev.latchkey.token.webauthn..",
                    "dev.latchkey.token.signing..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.latchkey.*.read..", "dev.latchkey.*.write..")
            .allowEmptyShould(true);

    /** Slices of token-service are used by its aggregates; elsewhere nobody has a reason to look into one. */
    @ArchTest
    static final ArchRule whatASliceHoldsIsNobodysBusiness = classes()
            .that()
            .resideInAnyPackage(
                    "dev.latchkey.*.read.*", "dev.latchkey.registration.write.*", "dev.latchkey.authentication.write.*")
            .should()
            .notBePublic()
            .allowEmptyShould(true);

    private SliceWalls() {}
}
