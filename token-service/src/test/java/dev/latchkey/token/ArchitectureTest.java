package dev.latchkey.token;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.latchkey.testing.walls.HouseWalls;
import dev.latchkey.testing.walls.SliceWalls;

/** The walls around this service and between its rooms. */
@AnalyzeClasses(packages = "dev.latchkey.token", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests house = ArchTests.in(HouseWalls.class);

    @ArchTest
    static final ArchTests slices = ArchTests.in(SliceWalls.class);

    @ArchTest
    static final ArchRule decisionsAndAdaptersDoNotKnowTheEndpoints = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.latchkey.token.write..", "dev.latchkey.token.webauthn..", "dev.latchkey.token.signing..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.latchkey.token.oauth..", "dev.latchkey.token.myaccount..");
}
