package dev.latchkey.testing;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import dev.latchkey.testing.walls.HouseWalls;

/** The walls around the servers of the tests; also those of the embedded servers, which cannot depend on this module. */
@AnalyzeClasses(
        packages = {"dev.latchkey.testing", "dev.latchkey.embedded"},
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests house = ArchTests.in(HouseWalls.class);
}
