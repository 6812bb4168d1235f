package dev.latchkey.tracing;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import dev.latchkey.testing.walls.HouseWalls;

/** The walls around the room that knows OpenTelemetry. */
@AnalyzeClasses(packages = "dev.latchkey.tracing", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests house = ArchTests.in(HouseWalls.class);
}
