package dev.latchkey.registration.read.wellknown;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.latchkey.kernel.tenant.MobileApp;
import java.util.List;

/** One statement of {@code assetlinks.json}: this Android app may open our links and use our passkeys. */
@JsonPropertyOrder({"relation", "target"})
record AndroidAssociation(List<String> relation, Target target) {

    /** The second one is what passkeys need. */
    private static final List<String> RELATIONS =
            List.of("delegate_permission/common.handle_all_urls", "delegate_permission/common.get_login_creds");

    static AndroidAssociation of(MobileApp.Android app) {
        return new AndroidAssociation(
                RELATIONS,
                new Target(
                        "android_app",
                        app.appPackageName(),
                        app.sha256CertFingerprints().stream().sorted().toList()));
    }

    @JsonPropertyOrder({"namespace", "package_name", "sha256_cert_fingerprints"})
    record Target(
            String namespace,
            @JsonProperty("package_name") String packageName,
            @JsonProperty("sha256_cert_fingerprints") List<String> fingerprints) {}
}
