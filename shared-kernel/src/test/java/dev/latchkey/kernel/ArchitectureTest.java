package dev.latchkey.kernel;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.latchkey.testing.walls.HouseWalls;

/** The walls around the kernel and between its rooms. */
@AnalyzeClasses(packages = "dev.latchkey.kernel", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests house = ArchTests.in(HouseWalls.class);

    @ArchTest
    static final ArchRule valuesKnowNothingButTheJdk = classes()
            .that()
            .resideInAPackage("dev.latchkey.kernel.values..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify.annotations..",
                    "com.fasterxml.jackson.annotation..",
                    "dev.latchkey.kernel.values..");

    @ArchTest
    static final ArchRule factsKnowNothingButValues = classes()
            .that()
            .resideInAPackage("dev.latchkey.kernel.events..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify.annotations..",
                    "com.fasterxml.jackson.annotation..",
                    "dev.latchkey.kernel.values..",
                    "dev.latchkey.kernel.events..");
}
