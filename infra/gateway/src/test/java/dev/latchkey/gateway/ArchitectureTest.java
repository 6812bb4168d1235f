package dev.latchkey.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.latchkey.testing.walls.HouseWalls;

/** The walls around the front door. */
@AnalyzeClasses(packages = "dev.latchkey.gateway", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests house = ArchTests.in(HouseWalls.class);

    /** What it forwards it neither reads nor keeps. */
    @ArchTest
    static final ArchRule theDoorReadsNoBodyAndKnowsNoDatabase = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "tools.jackson..", "com.fasterxml.jackson..", "java.sql..", "javax.sql..", "org.springframework..");
}
