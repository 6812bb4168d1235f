package dev.latchkey.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.latchkey.authenticator.Algorithm;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/** The console as an operator meets it. */
class ConsoleIT {

    /** Tree heads are signed at an interval of a minute. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final Suite suite = Suite.running();
    private static Browser browser;
    private static ChromeDriver page;

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
        page.get(suite.origin() + "/console");
    }

    @Test
    void letsNobodyInWithoutASecret() {
        page.findElement(By.id("client-secret")).sendKeys("guessed");
        page.findElement(By.id("enter")).click();

        await("an error").atMost(PATIENCE).until(() -> page.findElement(By.id("error"))
                .isDisplayed());
        assertThat(browser.attribute("error", "data-code")).isEqualTo("invalid_client");
        assertThat(page.findElement(By.id("trail")).isDisplayed()).isFalse();
    }

    @Test
    void showsWhatHappensAsItHappens() {
        enter();
        var person = Application.demo().signUp(Algorithm.EDDSA);

        awaitLog(person);

        assertThat(browser.attribute("live", "data-state")).isEqualTo("live");
    }

    @Test
    void findsAPersonsPastAndProvesIt() {
        var person = Application.demo().signUp(Algorithm.EDDSA);
        enter();
        search("type:ss AND user_id:\"" + person.userId() + '"');
        openFirst(person);

        await("the history").atMost(PATIENCE).until(() -> !page.findElements(
                        By.cssSelector("#history li[data-type='dev.latchkey.user-created']"))
                .isEmpty());
        prove("dev.latchkey.user-created");

        assertThat(browser.attribute("proof", "data-state")).isEqualTo("proven");
        assertThat(page.findElements(By.cssSelector("#proof-steps li[data-ok='true']")))
                .hasSize(4);
    }

    @Test
    void blocksAPersonAndRevokesAPasskeyByKeyboardAlone() {
        var person = Application.demo().signUp(Algorithm.EDDSA);
        awaitKnown(person);
        enter();
        search("user_id:\"" + person.userId() + '"');
        awaitLog(person);
        focused().sendKeys(Keys.ARROW_DOWN);
        focused().sendKeys(Keys.ENTER);
        tabTo("open-person");
        focused().sendKeys(Keys.ENTER);
        awaitState("active");
        tabTo("block");
        focused().sendKeys(Keys.ENTER);
        assertThat(focused().getDomAttribute("id")).isEqualTo("block-confirm");
        focused().sendKeys(Keys.ENTER);
        awaitState("blocked");
        var refused = Application.demo().signIn(person).answer();
        page.findElement(By.cssSelector("#passkeys .revoke")).sendKeys(Keys.ENTER);
        focused().sendKeys(Keys.ENTER);

        await("no passkey").atMost(PATIENCE).until(() -> page.findElements(By.cssSelector("#passkeys li"))
                .isEmpty());
        assertThat(refused.status()).isEqualTo(403);
        assertThat(page.findElements(By.cssSelector("#history li[data-type='dev.latchkey.user-blocked']"))
                        .getFirst()
                        .getText())
                .contains("client:operator");
    }

    private static void enter() {
        page.findElement(By.id("client-secret")).sendKeys(TestTenant.SECRET);
        page.findElement(By.id("enter")).click();
        await("the trail, not: " + browser.text("error")).atMost(PATIENCE).until(() -> page.findElement(By.id("trail"))
                .isDisplayed());
    }

    private static void search(String query) {
        page.findElement(By.id("search")).sendKeys(query + Keys.ENTER);
        await("an answer")
                .atMost(PATIENCE)
                .until(() -> "logs".equals(focused().getDomAttribute("id"))
                        && browser.attribute("status", "data-state").equals("idle"));
    }

    private static By logOf(Person person) {
        return By.cssSelector("#logs li[data-user='" + person.userId() + "']");
    }

    private static void awaitLog(Person person) {
        await("a log of " + person.userId()).atMost(PATIENCE).until(() -> !page.findElements(logOf(person))
                .isEmpty());
    }

    private static void openFirst(Person person) {
        awaitLog(person);
        page.findElement(logOf(person)).click();
        page.findElement(By.id("open-person")).click();
    }

    /** The newest head may have been signed before the fact was there. */
    private static void prove(String type) {
        await("a proof")
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(StaleElementReferenceException.class)
                .until(() -> {
                    page.findElement(By.cssSelector("#history li[data-type='" + type + "'] .prove"))
                            .click();
                    await("an end of checking").atMost(PATIENCE).until(() -> browser.attribute("status", "data-state")
                            .equals("idle"));
                    return browser.attribute("proof", "data-state").equals("proven");
                });
    }

    private static void awaitKnown(Person person) {
        await("the look-ups to know " + person.email())
                .atMost(PATIENCE)
                .until(() -> Operator.signedIn().user(person.userId()).isOk());
    }

    private static void awaitState(String state) {
        await("the person to be " + state + ", not: " + browser.text("error"))
                .atMost(PATIENCE)
                .until(() -> page.findElement(By.id("person")).isDisplayed()
                        && browser.attribute("person-state", "data-state").equals(state)
                        && browser.attribute("status", "data-state").equals("idle"));
    }

    private static WebElement focused() {
        return page.switchTo().activeElement();
    }

    private static void tabTo(String id) {
        for (int i = 0; i < 30 && !id.equals(focused().getDomAttribute("id")); i++) {
            focused().sendKeys(Keys.TAB);
        }
        assertThat(focused().getDomAttribute("id")).isEqualTo(id);
    }
}
