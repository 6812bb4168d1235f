package dev.latchkey.proof;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.latchkey.testing.walls.HouseWalls;

/** The walls around the verifier, which must run where nothing else of the house is. */
@AnalyzeClasses(packages = "dev.latchkey.proof", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests house = ArchTests.in(HouseWalls.class);

    @ArchTest
    static final ArchRule theVerifierKnowsNoDatabaseAndNoFramework = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework..", "org.slf4j..");

    @ArchTest
    static final ArchRule theTreeKnowsTheJdkAlone = noClasses()
            .that()
            .resideInAPackage("dev.latchkey.proof.tree..")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages("dev.latchkey.proof.tree..", "java..", "org.jspecify..");
}
