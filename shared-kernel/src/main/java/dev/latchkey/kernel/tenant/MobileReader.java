package dev.latchkey.kernel.tenant;

import dev.latchkey.kernel.tenant.TenantProperties.AndroidProperties;
import dev.latchkey.kernel.tenant.TenantProperties.IosProperties;
import dev.latchkey.kernel.tenant.TenantProperties.MobileProperties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the native apps of an application (CONTRACT section 13, {@code mobile}). */
final class MobileReader {

    private static final Pattern FINGERPRINT = Pattern.compile("([0-9A-F]{2}:){31}[0-9A-F]{2}");
    private static final Pattern PACKAGE = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]*(\\.[a-zA-Z][a-zA-Z0-9_]*)+");
    private static final Pattern TEAM = Pattern.compile("[A-Z0-9]{10}");
    private static final Pattern BUNDLE = Pattern.compile("[a-zA-Z0-9-]+(\\.[a-zA-Z0-9-]+)+");

    private MobileReader() {}

    static MobileApp read(String key, MobileProperties mobile) {
        return new MobileApp(android(key + ".android", mobile.android()), ios(key + ".ios", mobile.ios()));
    }

    private static MobileApp.@Nullable Android android(String key, @Nullable AndroidProperties android) {
        return android == null
                ? null
                : new MobileApp.Android(
                        Setting.matching(
                                key + ".app-package-name",
                                android.appPackageName(),
                                PACKAGE,
                                "a package name such as com.example.app"),
                        fingerprints(key + ".sha256-cert-fingerprints", android));
    }

    private static Set<String> fingerprints(String key, AndroidProperties android) {
        if (android.sha256CertFingerprints().isEmpty()) {
            throw new InvalidTenantException(key, "at least one is needed");
        }
        return android.sha256CertFingerprints().stream()
                .map(text -> Setting.matching(
                        key, text, FINGERPRINT, "32 bytes in upper-case hexadecimal, separated by colons"))
                .collect(Collectors.toSet());
    }

    private static MobileApp.@Nullable Ios ios(String key, @Nullable IosProperties ios) {
        return ios == null
                ? null
                : new MobileApp.Ios(
                        Setting.matching(key + ".team-id", ios.teamId(), TEAM, "10 capitals and digits"),
                        Setting.matching(
                                key + ".app-bundle-identifier",
                                ios.appBundleIdentifier(),
                                BUNDLE,
                                "a bundle identifier such as com.example.app"));
    }
}
