package dev.latchkey.authentication;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import dev.latchkey.testing.walls.HouseWalls;
import dev.latchkey.testing.walls.SliceWalls;

/** The walls around this service and between its rooms. */
@AnalyzeClasses(packages = "dev.latchkey.authentication", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests house = ArchTests.in(HouseWalls.class);

    @ArchTest
    static final ArchTests slices = ArchTests.in(SliceWalls.class);
}
