package dev.latchkey.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.authenticator.Algorithm;
import java.util.Set;

/** What refusals look like outwards, and what stands in the event instead. */
final class Refusals {

    private static final Answer UNIFORM = unknownCredential().comparable();

    private Refusals() {}

    /** Same status, headers and body whatever the reason. */
    static void assertUniform(Answer answer) {
        assertThat(answer.comparable()).isEqualTo(UNIFORM);
    }

    static void assertMalformed(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(400);
        assertThat(answer.error()).as("%s", answer).isEqualTo("invalid_request");
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
    }

    static void assertRecorded(Session session, Set<String> reasons) {
        var rejected = Suite.running().events().await(session.id(), "auth-session-rejected");
        if (!reasons.isEmpty()) {
            assertThat(rejected.text("reason")).as("recorded reason").isIn(reasons);
        }
        assertThat(Suite.running().events().of(session.id()))
                .extracting(Fact::type)
                .doesNotContain("auth-session-redeemed", "grant-opened", "user-created", "credential-registered");
    }

    private static Answer unknownCredential() {
        var demo = Application.demo();
        var person = demo.signUp(Algorithm.EDDSA);
        var session = demo.login();
        var ceremony = person.authenticator().assertion(session.options(), demo.origin());
        var answer = demo.redeem(session, ceremony.credentialId(new byte[16]).answer());
        assertThat(answer.status()).as("%s", answer).isEqualTo(403);
        assertThat(answer.error()).isEqualTo("invalid_grant");
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
        assertThat(answer.headers()).doesNotContainKey("www-authenticate");
        return answer;
    }
}
