package dev.latchkey.endtoend;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticator;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions;

/** A real Chromium with a virtual authenticator, looking at the demo page. */
final class Browser implements AutoCloseable {

    private final ChromeDriver driver;
    private @Nullable Object withoutAutofill;

    private Browser(Path chromium, Path chromedriver) {
        var options = new ChromeOptions();
        options.setBinary(chromium.toFile());
        options.addArguments(
                "--headless",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                // For the certificate of SecureDoor, which nobody signed.
                "--ignore-certificate-errors",
                "--user-data-dir=" + profile());
        if (System.getProperty("user.name").equals("root")) {
            options.addArguments("--no-sandbox");
        }
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(chromedriver.toFile())
                .build();
        driver = new ChromeDriver(service, options);
    }

    /** Opens a window, or skips the test where there is no browser. */
    static Browser opened() {
        var chromium = firstOf("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
        var chromedriver = firstOf(
                "/usr/bin/chromedriver", "/usr/lib/chromium/chromedriver", "/usr/lib/chromium-browser/chromedriver");
        assumeTrue(
                chromium.isPresent() && chromedriver.isPresent(),
                "The browser tests are skipped: Chromium and its driver are not installed (Debian: chromium, chromium-driver).");
        return new Browser(chromium.orElseThrow(), chromedriver.orElseThrow());
    }

    ChromeDriver driver() {
        return driver;
    }

    /** A platform authenticator whose owner is there and agrees to everything. */
    VirtualAuthenticator addAuthenticator() {
        return driver.addVirtualAuthenticator(new VirtualAuthenticatorOptions()
                .setProtocol(VirtualAuthenticatorOptions.Protocol.CTAP2)
                .setTransport(VirtualAuthenticatorOptions.Transport.INTERNAL)
                .setHasResidentKey(true)
                .setHasUserVerification(true)
                .setIsUserVerified(true)
                .setIsUserConsenting(true));
    }

    /**
     * Whether pages opened from now on may offer passkeys in the e-mail field. The virtual authenticator takes such an
     * offer at once, without anybody choosing, and would be faster than a click on a button.
     */
    void offerAutofill(boolean offered) {
        if (withoutAutofill != null) {
            driver.executeCdpCommand("Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", withoutAutofill));
            withoutAutofill = null;
        }
        if (!offered) {
            var added = driver.executeCdpCommand(
                    "Page.addScriptToEvaluateOnNewDocument",
                    Map.of("source", "PublicKeyCredential.isConditionalMediationAvailable = async () => false"));
            withoutAutofill = added.get("identifier");
        }
    }

    void width(int pixels) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", pixels, "height", 740, "deviceScaleFactor", 2, "mobile", true));
    }

    void ordinaryWidth() {
        driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }

    String text(String id) {
        return driver.findElement(By.id(id)).getText();
    }

    String attribute(String id, String name) {
        return Optional.ofNullable(driver.findElement(By.id(id)).getDomAttribute(name))
                .orElse("");
    }

    @Override
    public void close() {
        driver.quit();
    }

    private static Path profile() {
        return Suite.running().data().resolveSibling("chromium").toAbsolutePath();
    }

    private static Optional<Path> firstOf(String... paths) {
        return Stream.of(paths).map(Path::of).filter(Files::isExecutable).findFirst();
    }
}
