package dev.latchkey.registration.read.wellknown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.latchkey.registration.RichServiceTest;
import dev.latchkey.testing.HttpCaller;
import dev.latchkey.testing.RichTestTenant;
import dev.latchkey.testing.TestTenant;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** CONTRACT section 15. */
@RichServiceTest
class WellKnownIT {

    private static final String ANDROID = """
            [{"relation":["delegate_permission/common.handle_all_urls","delegate_permission/common.get_login_creds"],\
            "target":{"namespace":"android_app","package_name":"com.example.app","sha256_cert_fingerprints":\
            ["14:6D:E9:83:C5:73:06:50:D8:EE:B9:95:2F:34:FC:64:16:A0:83:42:E6:1D:BE:A8:8A:04:96:B2:3F:CF:44:E5"]}}]""";
    private static final String APPLE = """
            {"applinks":{"apps":[],"details":[{"appID":"86WQXF56BC.com.example.app",\
            "paths":["/ios/com.example.app/*"]}]},"webcredentials":{"apps":["86WQXF56BC.com.example.app"]}}""";
    private static final String WEBAUTHN = "{\"origins\":[\"https://shop.example.com\",\"https://shop.example.org\"]}";

    @Autowired
    private HttpCaller caller;

    static Stream<Arguments> files() {
        return Stream.of(
                arguments("/.well-known/assetlinks.json", ANDROID),
                arguments("/apple-app-site-association", APPLE),
                arguments("/.well-known/apple-app-site-association", APPLE),
                arguments("/.well-known/webauthn", WEBAUTHN));
    }

    @ParameterizedTest
    @MethodSource("files")
    void saysWhatBelongsToTheDomain(String path, String file) {
        HttpResponse<String> response = get(path, TestTenant.HOST);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(file);
        assertThat(response.headers().allValues("Content-Type")).containsExactly("application/json");
        assertThat(response.headers().allValues("Cache-Control")).containsExactly("max-age=300, public");
        // Public: whoever asks from wherever.
        assertThat(response.headers().allValues("Access-Control-Allow-Origin")).containsExactly("*");
    }

    /** Phones do not say that they accept JSON. */
    @ParameterizedTest
    @MethodSource("files")
    void answersInJsonWhateverIsAccepted(String path, String file) {
        HttpResponse<String> response =
                caller.send(caller.request(path).header("Accept", "text/html").GET());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(file);
    }

    @Test
    void hasNoFileForADomainWithoutRelatedOrigins() {
        HttpResponse<String> response = get("/.well-known/webauthn", RichTestTenant.OTHER_HOST);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(HttpCaller.json(response).get("error").stringValue()).isEqualTo("not_found");
    }

    /** HOSTILE 109. */
    @ParameterizedTest
    @MethodSource("files")
    void knowsOnlyItsOwnHosts(String path, String file) {
        assertThat(get(path, "evil.example").statusCode()).isEqualTo(400);
    }

    /** HOSTILE 110. */
    @ParameterizedTest
    @MethodSource("files")
    void knowsNothingButGet(String path, String file) {
        assertThat(caller.send(caller.request(path).POST(HttpRequest.BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(405);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/.well-known/",
                "/.well-known/assetlinks.json/",
                "/.well-known/change-password",
                "/assetlinks.json",
                "/apple-app-site-association.json"
            })
    void hasNothingElse(String path) {
        assertThat(get(path, TestTenant.HOST).statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> get(String path, String host) {
        return caller.send(caller.request(path)
                .setHeader("Host", host)
                .header("Origin", "https://anybody.example")
                .GET());
    }
}
