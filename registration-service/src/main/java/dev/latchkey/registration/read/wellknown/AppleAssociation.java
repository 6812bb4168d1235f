package dev.latchkey.registration.read.wellknown;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.latchkey.kernel.tenant.MobileApp;
import java.util.List;

/** Apple's association file: these apps may open our links, and use our passkeys ({@code webcredentials}). */
@JsonPropertyOrder({"applinks", "webcredentials"})
record AppleAssociation(AppLinks applinks, WebCredentials webcredentials) {

    static AppleAssociation of(List<MobileApp.Ios> apps) {
        return new AppleAssociation(
                new AppLinks(List.of(), apps.stream().map(Detail::of).toList()),
                new WebCredentials(apps.stream().map(MobileApp.Ios::appId).toList()));
    }

    /** Apple wants {@code apps} to be there and empty. */
    @JsonPropertyOrder({"apps", "details"})
    record AppLinks(List<String> apps, List<Detail> details) {}

    @JsonPropertyOrder({"appID", "paths"})
    record Detail(@JsonProperty("appID") String appId, List<String> paths) {

        static Detail of(MobileApp.Ios app) {
            return new Detail(app.appId(), List.of("/ios/" + app.appBundleIdentifier() + "/*"));
        }
    }

    record WebCredentials(List<String> apps) {}
}
