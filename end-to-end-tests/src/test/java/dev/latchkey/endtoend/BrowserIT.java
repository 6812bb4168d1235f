package dev.latchkey.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.latchkey.authenticator.Algorithm;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.virtualauthenticator.Credential;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The demo page as a person meets it. */
class BrowserIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Suite suite = Suite.running();
    private static Browser browser;
    private static ChromeDriver page;

    private VirtualAuthenticator authenticator;

    @BeforeAll
    static void open() {
        browser = Browser.opened();
        page = browser.driver();
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void visit() {
        browser.offerAutofill(false);
        page.get(suite.origin() + "/");
        authenticator = browser.addAuthenticator();
    }

    @AfterEach
    void leave() {
        page.removeVirtualAuthenticator(authenticator);
        browser.ordinaryWidth();
    }

    @Test
    void signsUpAndOutAndInAgain() {
        var email = Person.newEmail();

        signUp(email);
        var signedUp = claims();
        signOut();
        click("sign-in");
        awaitSignedIn();
        var signedIn = claims();

        assertThat(signedUp.path("email").asString()).isEqualTo(email);
        assertThat(signedUp.path("iss").asString()).isEqualTo(suite.origin() + "/");
        assertThat(signedIn.path("sub")).isEqualTo(signedUp.path("sub"));
        assertThat(signedIn.path("sid")).isNotEqualTo(signedUp.path("sid"));
        assertThat(browser.text("user-id")).isEqualTo(signedUp.path("sub").asString());
        assertThat(browser.attribute("id-token-signature", "data-verified")).isEqualTo("true");
        assertThat(browser.attribute("access-token-signature", "data-verified")).isEqualTo("true");
        assertThat(browser.text("error")).isEmpty();
    }

    @Test
    void signsInFromTheFieldsOwnSuggestions() {
        signUp(Person.newEmail());
        var signedUp = claims();
        browser.offerAutofill(true);

        page.get(suite.origin() + "/");
        awaitSignedIn();

        assertThat(claims().path("sub")).isEqualTo(signedUp.path("sub"));
        assertThat(claims().path("sid")).isNotEqualTo(signedUp.path("sid"));
    }

    @Test
    void showsTheEventsOfOnesOwnSessionsAsTheyArrive() {
        signUp(Person.newEmail());

        awaitEvents(
                "dev.latchkey.challenge-issued",
                "dev.latchkey.auth-session-redeemed",
                "dev.latchkey.user-created",
                "dev.latchkey.credential-registered",
                "dev.latchkey.grant-opened");
        var sessions = page.findElements(By.cssSelector("#events > li")).stream()
                .map(event -> Objects.requireNonNull(event.getDomAttribute("data-session")))
                .toList();

        assertThat(sessions).containsOnly(claims().path("sid").asString());
    }

    @Test
    void saysThatAnEmailIsTaken() {
        var person = Application.demo().signUp(Algorithm.EDDSA);
        Application.demo().registerTaken(person.email());

        type("email", person.email());
        click("sign-up");
        awaitError();

        assertThat(browser.attribute("error", "data-code")).isEqualTo("invalid_request");
        assertThat(browser.text("error")).isNotBlank();
        assertThat(authenticator.getCredentials()).isEmpty();
    }

    @Test
    void saysThatSomethingIsNoEmail() {
        type("email", "ada");
        click("sign-up");
        awaitError();

        assertThat(browser.text("error")).contains("e-mail");
        assertThat(browser.attribute("email", "aria-invalid")).isEqualTo("true");
    }

    @Test
    void saysThatThereIsNoPasskey() {
        click("sign-in");
        awaitError();

        assertThat(browser.text("error")).isNotBlank();
        assertThat(page.findElement(By.id("sign-in")).isEnabled()).isTrue();
    }

    @Test
    void saysThatAPasskeyIsUnknown() {
        signUp(Person.newEmail());
        var credential = authenticator.getCredentials().getFirst();
        var stranger = Credential.createResidentCredential(
                new byte[] {1, 2, 3, 4}, "localhost", credential.getPrivateKey(), new byte[] {5}, 0);
        authenticator.removeAllCredentials();
        page.get(suite.origin() + "/");
        authenticator.addCredential(stranger);

        click("sign-in");
        awaitError();

        assertThat(browser.attribute("error", "data-code")).isEqualTo("invalid_grant");
    }

    @Test
    void needsNoMouse() {
        var email = Person.newEmail();

        tabTo("email");
        focused().sendKeys(email);
        press(Keys.TAB);
        focused().sendKeys("Ada Lovelace");
        press(Keys.ENTER);
        awaitSignedIn();
        var name = browser.text("user-name");
        tabTo("sign-out");
        press(Keys.ENTER);
        await().atMost(PATIENCE).until(() -> page.findElement(By.id("entrance")).isDisplayed());

        assertThat(name).isEqualTo("Ada Lovelace");
    }

    @Test
    void fitsAPhone() {
        browser.width(360);
        page.get(suite.origin() + "/");
        var empty = overhang();

        signUp("a.person.with.quite.a.long.local.part." + Person.newEmail().substring(11));
        page.executeScript("document.querySelectorAll('details').forEach(details => details.open = true)");
        awaitEvents("dev.latchkey.grant-opened");
        var full = overhang();

        assertThat(empty).isZero();
        assertThat(full).isZero();
    }

    @Test
    void showsEverythingToScreenReaders() {
        var unnamed = page.findElements(By.cssSelector("button, input, a, pre")).stream()
                .filter(WebElement::isDisplayed)
                .filter(element -> element.getAccessibleName().isBlank())
                .map(element -> element.getDomAttribute("id"))
                .toList();

        assertThat(unnamed).isEmpty();
        assertThat(page.findElement(By.id("status")).getAriaRole()).isEqualTo("status");
        assertThat(page.findElement(By.id("error")).getDomAttribute("role")).isEqualTo("alert");
    }

    private void signUp(String email) {
        type("email", email);
        click("sign-up");
        awaitSignedIn();
    }

    private void signOut() {
        click("sign-out");
        await().atMost(PATIENCE).until(() -> page.findElement(By.id("entrance")).isDisplayed());
    }

    private static void type(String id, String text) {
        page.findElement(By.id(id)).sendKeys(text);
    }

    private static void click(String id) {
        page.findElement(By.id(id)).click();
    }

    private static void press(Keys key) {
        focused().sendKeys(key);
    }

    private static WebElement focused() {
        return page.switchTo().activeElement();
    }

    private static void tabTo(String id) {
        for (int i = 0; i < 20 && !id.equals(focused().getDomAttribute("id")); i++) {
            press(Keys.TAB);
        }
        assertThat(focused().getDomAttribute("id")).isEqualTo(id);
    }

    private static void awaitSignedIn() {
        await("signed in, not: " + browser.text("error"))
                .atMost(PATIENCE)
                .until(() -> browser.attribute("status", "data-state").equals("signed-in"));
    }

    private static void awaitError() {
        await("an error").atMost(PATIENCE).until(() -> page.findElement(By.id("error"))
                .isDisplayed());
    }

    private static void awaitEvents(String... types) {
        await("events").atMost(PATIENCE).until(() -> eventTypes().containsAll(List.of(types)));
    }

    private static List<String> eventTypes() {
        return page.findElements(By.cssSelector("#events > li")).stream()
                .map(event -> Objects.requireNonNull(event.getDomAttribute("data-type")))
                .toList();
    }

    private static JsonNode claims() {
        return new JsonMapper()
                .readTree(Objects.requireNonNull(
                        page.findElement(By.id("id-token-claims")).getDomProperty("textContent")));
    }

    /** How many pixels the page is wider than the window. */
    private static long overhang() {
        var pixels = page.executeScript(
                "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
        return ((Number) Objects.requireNonNull(pixels)).longValue();
    }
}
