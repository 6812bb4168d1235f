package dev.latchkey.audit.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.proof.verify.Report;
import dev.latchkey.proof.verify.Scope;
import dev.latchkey.proof.verify.Verifier;
import dev.latchkey.testing.HttpCaller;
import dev.latchkey.testing.TestIssuer;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who knows the service by its API alone, and keeps what is anchored in a file. */
final class Outside {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpCaller caller;
    private final Path folder;
    private final Path anchored;

    Outside(HttpCaller caller, Path folder, Path anchored) {
        this.caller = caller;
        this.folder = folder;
        this.anchored = anchored;
    }

    String export() {
        return body("/audit/v1/export");
    }

    JsonNode get(String path) {
        return JSON.readTree(body(path));
    }

    HttpResponse<String> answer(String path) {
        return caller.get(path, TestIssuer.token("read:audit"));
    }

    private String body(String path) {
        HttpResponse<String> answer = answer(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    /** A new export against what was anchored. */
    Report verify() throws Exception {
        return verify(anchored);
    }

    /** A new export against the heads that the API shows now. */
    Report verifyAgainstTheApi() throws Exception {
        return verify(Files.writeString(folder.resolve("heads.json"), body("/audit/v1/tree-heads")));
    }

    private Report verify(Path heads) throws Exception {
        Path keys = Files.writeString(folder.resolve("keys.json"), keys());
        return Verifier.of(List.of(heads), keys)
                .check(new ByteArrayInputStream(export().getBytes(StandardCharsets.UTF_8)), Scope.whole());
    }

    /** Asked for without a token. */
    String keys() {
        HttpResponse<String> answer =
                caller.send(caller.request("/audit/v1/keys").GET());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }
}
