package dev.latchkey.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInDecisionTest {

    @Test
    void takesAReasonThatIsACode() {
        assertThat(SignInDecision.refuse("outside-hours_2")).isEqualTo(new SignInDecision.Refuse("outside-hours_2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Ada Lovelace",
                "ada@example.com",
                "TOO_LATE",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void refusesAReasonThatIsNone(String reason) {
        assertThatIllegalArgumentException().isThrownBy(() -> SignInDecision.refuse(reason));
    }

    @ParameterizedTest
    @ValueSource(strings = {"timeout", "failure", "busy"})
    void keepsTheReasonsOfPoliciesWithoutAnAnswerApart(String reason) {
        assertThatIllegalArgumentException().isThrownBy(() -> SignInDecision.refuse(reason));
    }
}
