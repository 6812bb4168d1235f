package dev.latchkey.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.authenticator.SoftwareAuthenticator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The database is set back to a backup as docs/operations.md says. Nothing that was decided after the backup is undone by
 * that: what was answered, revoked, blocked or erased stays so, the trail is complete, and no second history is signed.
 */
class RestoreIT {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Suite suite = Suite.running();
    private final Path database = suite.data().resolve("postgres");
    private final Path backup = suite.data().resolveSibling("postgres-backup");
    private final Path heads = suite.data().resolve("tree-heads.jsonl");
    private final Application spa =
            new Application(new FrontDoor(suite.origin()), "http://localhost:" + suite.applicationPort(), "spa");

    @Test
    void undoesNothingThatWasDecidedAfterTheBackup() throws Exception {
        var kept = spa.signUp(Algorithm.EDDSA);
        var toBeBlocked = spa.signUp(Algorithm.EDDSA);
        var toBeErased = spa.signUp(Algorithm.EDDSA);
        suite.stop();
        run("cp", "-a", database.toString(), backup.toString());
        suite.start();

        var session = spa.login();
        var redemption = spa.redemption(session, kept.authenticator().get(session.options(), spa.origin()))
                .put("scope", "openid offline_access");
        var exchanged = refreshToken(spa.token(redemption));
        var newest = refreshToken(refresh(exchanged));
        var operator = Operator.signedIn();
        operator.changeUser(toBeBlocked.userId(), Application.object().put("blocked", true));
        assertThat(operator.erase(toBeErased.userId()).status()).isEqualTo(200);
        var late = spa.signUp(Algorithm.EDDSA);
        suite.events().await(late.signup().id(), "grant-opened");
        awaitHeadBeyondTheBackup();
        restore();

        Refusals.assertUniform(spa.token(redemption));
        assertThat(suite.events().await(session.id(), "auth-session-rejected").text("reason"))
                .isEqualTo("SESSION_REUSED");
        var refreshed = refresh(newest);
        assertThat(refreshed.status()).as("%s", refreshed).isEqualTo(200);
        assertThat(spa.signIn(kept).answer().status()).isEqualTo(200);
        Refusals.assertUniform(spa.signIn(toBeBlocked).answer());
        Refusals.assertUniform(spa.signIn(toBeErased).answer());
        assertLateComerIsErased(late);
        assertTrailIsComplete();
        assertNothingIsSignedUntilTheTrailHasAnotherName();
    }

    /** Their key was made after the backup and is lost with everything that it encrypted. */
    private void assertLateComerIsErased(Person late) {
        Refusals.assertUniform(spa.signIn(late).answer());
        var operator = Operator.signedIn();
        await("the look-ups to forget the late comer")
                .atMost(LIMIT)
                .until(() -> operator.user(late.userId()).status() == 404);
        var again = spa.signUp(SoftwareAuthenticator.withAlgorithm(Algorithm.EDDSA), late.email());
        assertThat(again.userId()).isNotEqualTo(late.userId());
    }

    private static void assertTrailIsComplete() {
        var operator = Operator.signedIn();
        await("the trail to be complete").atMost(LIMIT).until(() -> operator.get("/audit/v1/completeness")
                .json()
                .path("complete")
                .asBoolean());
        assertThat(operator.get("/audit/v1/completeness").json().path("positions_given_again"))
                .isEmpty();
    }

    private void assertNothingIsSignedUntilTheTrailHasAnotherName() throws Exception {
        var anchored = Files.readString(heads);
        // Few entries may come again in the very order they had: then the trail goes on, which the signer has checked.
        await("the refusal, or a head that continues")
                .atMost(LIMIT)
                .until(() -> isRefused(1) || !Files.readString(heads).equals(anchored));
        assertThat(Files.readString(heads)).startsWith(anchored);
        if (isRefused(1)) {
            assertThat(Files.readString(heads)).isEqualTo(anchored);
        }

        suite.stop();
        Files.move(heads, heads.resolveSibling("tree-heads-before.jsonl"));
        Files.writeString(
                suite.data().resolve("audit-keys.yaml"),
                "\nlatchkey.audit.tree-heads.origin: %s/#2\n".formatted(suite.origin()),
                StandardOpenOption.APPEND);
        suite.start();
        spa.signUp(Algorithm.EDDSA);
        await("a head under the new name").atMost(LIMIT.multipliedBy(2)).until(() -> Files.exists(heads));
        assertThat(isRefused(0)).isTrue();
    }

    private boolean isRefused(int value) {
        var gauge = suite.part("audit")
                .management()
                .get("/actuator/metrics/latchkey.tree.heads.refused")
                .json();
        return gauge.path("measurements").path(0).path("value").asInt(-1) == value;
    }

    /** Heads are signed every minute, when there is something new. */
    private void awaitHeadBeyondTheBackup() throws IOException {
        var before = Files.exists(heads) ? Files.size(heads) : 0;
        await("a tree head")
                .atMost(LIMIT.multipliedBy(2))
                .until(() -> Files.exists(heads) && Files.size(heads) > before);
    }

    private void restore() throws Exception {
        suite.stop();
        run("rm", "-rf", database.toString());
        run("mv", backup.toString(), database.toString());
        suite.start("--recover");
    }

    private Answer refresh(String refreshToken) {
        return spa.token(Application.object()
                .put("grant_type", "refresh_token")
                .put("client_id", "spa")
                .put("refresh_token", refreshToken));
    }

    private static String refreshToken(Answer tokens) {
        return tokens.json().required("refresh_token").asString();
    }

    /** PostgreSQL's files belong to another user where the suite runs as root. */
    private static void run(String... command) throws Exception {
        var process = new ProcessBuilder(List.of(command)).inheritIO().start();
        Suite.awaitEnd(process, LIMIT);
        assertThat(process.exitValue()).as(String.join(" ", command)).isZero();
    }
}
