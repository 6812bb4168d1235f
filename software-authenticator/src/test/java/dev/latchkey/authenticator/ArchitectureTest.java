package dev.latchkey.authenticator;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import dev.latchkey.testing.walls.HouseWalls;

/** The walls around the authenticator: made with the verifier's library it would share its mistakes. */
@AnalyzeClasses(packages = "dev.latchkey.authenticator", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests house = ArchTests.in(HouseWalls.class);
}
