package dev.latchkey.kernel.tenant;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The native apps of an application, whose ceremonies have origins of their own (CONTRACT sections 4 and 15). */
public record MobileApp(@Nullable Android android, @Nullable Ios ios) {

    /** An application without native apps. */
    public static final MobileApp NONE = new MobileApp(null, null);

    /**
     * An Android app.
     *
     * @param sha256CertFingerprints SHA-256 of its signing certificates: 32 bytes in upper-case hexadecimal with colons
     */
    public record Android(String appPackageName, Set<String> sha256CertFingerprints) {

        public Android {
            sha256CertFingerprints = Set.copyOf(sha256CertFingerprints);
        }

        /** The origins that Android gives the ceremonies of this app: one for each signing certificate. */
        Set<String> origins() {
            return sha256CertFingerprints.stream().map(Android::origin).collect(Collectors.toUnmodifiableSet());
        }

        private static String origin(String fingerprint) {
            byte[] digest = HexFormat.ofDelimiter(":").parseHex(fingerprint);
            return "android:apk-key-hash:"
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        }
    }

    /** An iOS app; its ceremonies run on the origin of the RP ID. */
    public record Ios(String teamId, String appBundleIdentifier) {

        /** Team and bundle as Apple's association files name an app. */
        public String appId() {
            return teamId + "." + appBundleIdentifier;
        }
    }
}
