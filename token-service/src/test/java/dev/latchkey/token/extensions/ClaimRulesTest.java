package dev.latchkey.token.extensions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.latchkey.extension.ExtraClaims;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimRulesTest {

    private static final String NAME = "https://example.com/roles";

    private final ClaimRules rules = new ClaimRules();

    @Test
    void letsPlainJsonThrough() {
        Map<String, Object> claims =
                Map.of(NAME, List.of("a", 1, 2L, 1.5, true, Map.of("nested", List.of("b"))), NAME + "/n", 7);

        assertThat(rules.allowed("roles", ExtraClaims.inBoth(claims))).isEqualTo(ExtraClaims.inBoth(claims));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sub",
                "iss",
                "roles",
                "org_id",
                "",
                "http://example.com/roles",
                "https://",
                "https://example.com",
                "https://example.com/",
                "https:///roles",
                "https://user@example.com/roles",
                "https://example.com/a b",
                "https://example.com/\nsub"
            })
    void leavesOutAClaimThatCouldStandInThePlaceOfAnother(String name) {
        assertThat(rules.allowed("roles", ExtraClaims.inBoth(Map.of(name, "x", NAME, "y"))))
                .isEqualTo(ExtraClaims.inBoth(Map.of(NAME, "y")));
    }

    @Test
    void leavesOutWhatIsNotOfJson() {
        List<Object> endless = new ArrayList<>();
        endless.add(endless);

        assertThat(rules.allowed(
                        "roles",
                        ExtraClaims.inAccessToken(Map.of(
                                NAME + "/1",
                                Instant.EPOCH,
                                NAME + "/2",
                                Double.NaN,
                                NAME + "/3",
                                List.of(new Object()),
                                NAME + "/4",
                                Map.of(1, "a"),
                                NAME + "/5",
                                endless,
                                NAME,
                                "y"))))
                .isEqualTo(ExtraClaims.inAccessToken(Map.of(NAME, "y")));
    }

    @Test
    void takesNothingFromAnExtensionThatWantsTooMuch() {
        ExtraClaims tooMuch = ExtraClaims.inIdToken(Map.of(NAME, "x".repeat(ClaimRules.MOST_BYTES)));

        assertThatIllegalArgumentException().isThrownBy(() -> rules.allowed("roles", tooMuch));
    }
}
