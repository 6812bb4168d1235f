package dev.latchkey.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.latchkey.testing.walls.HouseWalls;

/** The walls around the commands of {@code ./latchkey} and between them. */
@AnalyzeClasses(packages = "dev.latchkey.standalone", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests house = ArchTests.in(HouseWalls.class);

    /** They work on a suite that another process runs, and know of it what its folder says. */
    @ArchTest
    static final ArchRule demoAndOperationSeeTheSuiteFromOutside = noClasses()
            .that()
            .resideInAnyPackage("dev.latchkey.standalone.demo..", "dev.latchkey.standalone.operation..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.latchkey.standalone.supervision..", "dev.latchkey.embedded..", "dev.latchkey.gateway..");

    @ArchTest
    static final ArchRule commandsDoNotKnowEachOther = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.latchkey.standalone.supervision..",
                    "dev.latchkey.standalone.data..",
                    "dev.latchkey.standalone.terminal..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.latchkey.standalone.demo..", "dev.latchkey.standalone.operation..");

    @ArchTest
    static final ArchRule onlySupervisionOpensTheFrontDoor = noClasses()
            .that()
            .resideOutsideOfPackage("dev.latchkey.standalone.supervision..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.latchkey.gateway..");

    @ArchTest
    static final ArchRule onlyTheDemoPlaysAnAuthenticator = noClasses()
            .that()
            .resideOutsideOfPackage("dev.latchkey.standalone.demo..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.latchkey.authenticator..");
}
