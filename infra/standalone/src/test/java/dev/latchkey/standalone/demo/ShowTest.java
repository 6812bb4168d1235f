package dev.latchkey.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.standalone.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ShowTest {

    private static final JsonMapper JSON = new JsonMapper();

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Show show = new Show(Terminal.plain(new PrintStream(said, true, StandardCharsets.UTF_8)));

    @Test
    void cutsLongValuesAndLeavesShortOnes() {
        JsonNode shown = Show.shortened(
                JSON.readTree("{\"a\": {\"long\": [\"%s\"]}, \"b\": \"short\", \"c\": 1}".formatted("x".repeat(100))));

        assertThat(shown.at("/a/long/0").asString()).hasSizeLessThan(60).endsWith("(100 characters)");
        assertThat(shown.path("b").asString()).isEqualTo("short");
        assertThat(shown.path("c").asInt()).isEqualTo(1);
    }

    @Test
    void hidesTheClientsSecret() {
        show.request("POST", "/oauth/token", JSON.readTree("{\"client_secret\": \"hush\"}"));

        assertThat(said.toString(StandardCharsets.UTF_8)).contains("(hidden)").doesNotContain("hush");
    }

    @Test
    void decodesATokenButNotItsSignature() {
        show.token("id_token", segment("{\"alg\":\"RS256\"}") + "." + segment("{\"sub\":\"auth0|1\"}") + ".c2ln");

        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("RS256")
                .contains("auth0|1")
                .doesNotContain("c2ln");
    }

    @Test
    void readsTheSessionFromTheFirst16BytesOfTheChallenge() {
        byte[] challenge = new byte[48];
        challenge[6] = 0x70;
        challenge[15] = 1;

        assertThat(Redemption.sessionId(Base64.getUrlEncoder().withoutPadding().encodeToString(challenge)))
                .isEqualTo("00000000-0000-7000-0000-000000000001");
    }

    @Test
    void missesAnEventAsOftenAsItIsExpectedAndNotThere() {
        Event one = new Event("latchkey.challenge", "key", "challenge-issued", "", "", JSON.createObjectNode());

        assertThat(EventReader.missing(List.of(one), List.of("challenge-issued", "user-created", "challenge-issued")))
                .containsExactly("user-created", "challenge-issued");
    }

    private static String segment(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
