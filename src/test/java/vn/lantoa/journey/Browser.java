package vn.lantoa.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Debian's Chromium without a screen, used as people use it. Every page that is looked at is held to axe's rules, must
/// not scroll sideways and must not complain in the console.
final class Browser implements AutoCloseable {

    static final int PHONE = 390;
    static final int DESK = 1366;
    static final String PASSWORD = "thainguyen2023";

    static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path AXE = Path.of("src/main/web/node_modules/axe-core/axe.min.js");

    /// A page that asks again by itself rests for some seconds in between, and a busy machine is slow, not wrong.
    private static final double PATIENCE_MILLIS = 20_000;

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;
    private final String address;
    private final List<BrowserContext> contexts = new ArrayList<>();

    Browser(int port) {
        this(port, List.of());
    }

    /// @param arguments of the browser besides the usual ones
    Browser(int port, List<String> arguments) {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        this.address = "http://localhost:" + port;
        this.playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        this.chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(Stream.concat(ARGUMENTS.stream(), arguments.stream())
                                .toList()));
    }

    /// A fresh browser window of `width` in which `username` has signed in through the page.
    Page signIn(String username, int width) {
        return signIn(username, width, true, ColorScheme.LIGHT);
    }

    Page signIn(String username, int width, boolean scripts, ColorScheme scheme) {
        var page = window(width, scripts, scheme);
        enter(page, username);
        return page;
    }

    /// Signs `username` in at the window that is there.
    void enter(Page page, String username) {
        page.navigate(address + "/sign-in");
        page.fill("input[name=username]", username);
        page.fill("input[name=password]", PASSWORD);
        page.click("main button[type=submit]");
        assertThat(page.url()).doesNotContain("sign-in");
    }

    /// A window of `width` that has loaded nothing yet, in which `username` is signed in all the same.
    Page signInAfresh(String username, int width) {
        var signedIn = signIn(username, width).context().storageState();
        var context =
                chromium.newContext(options(width, true, ColorScheme.LIGHT).setStorageState(signedIn));
        contexts.add(context);
        return context.newPage();
    }

    /// A fresh browser window in which nobody has signed in.
    Page window(int width, boolean scripts, ColorScheme scheme) {
        var context = chromium.newContext(options(width, scripts, scheme));
        context.setDefaultTimeout(30_000);
        context.addInitScript(AXE);
        contexts.add(context);
        return context.newPage();
    }

    private static com.microsoft.playwright.Browser.NewContextOptions options(
            int width, boolean scripts, ColorScheme scheme) {
        return new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(width, width == PHONE ? 844 : 900)
                .setLocale("vi-VN")
                .setColorScheme(scheme)
                .setJavaScriptEnabled(scripts);
    }

    /// Switches the language of who has signed in.
    void speak(Page page, String language) {
        page.navigate(address + "/access/account");
        var token = page.locator("input[name=_csrf]").first().inputValue();
        page.context()
                .request()
                .post(
                        address + "/language",
                        RequestOptions.create()
                                .setForm(FormData.create().set("_csrf", token).set("language", language)));
    }

    /// What `path` answers to who has signed in, as it comes over the wire; null if it is no page.
    @Nullable
    String text(Page page, String path) {
        var answer = page.context().request().get(address + path);
        var type = answer.headers().getOrDefault("content-type", "");
        return type.startsWith("text/html") ? answer.text() : null;
    }

    /// Goes to `path`, which must answer with a page.
    void open(Page page, String path) {
        var response = page.navigate(address + path);
        assertThat(response.status()).as(path).isLessThan(400);
    }

    /// Follows the link with these words, wherever on the page it is.
    static void follow(Page page, String words) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(words))
                .first()
                .click();
        page.waitForLoadState();
    }

    /// Presses the button with these words.
    static void press(Page page, String words) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(words))
                .first()
                .click();
        page.waitForLoadState();
    }

    /// Holds the page as it is now to what every page must be.
    static void inspect(Page page) {
        page.waitForTimeout(300);
        var wide = page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth");
        assertThat(((Number) wide).intValue())
                .as("%s scrolls sideways", page.url())
                .isLessThanOrEqualTo(0);
        @SuppressWarnings("unchecked")
        var violations = (List<String>) page.evaluate("""
                async () => (await axe.run(document, { resultTypes: ['violations'] })).violations.map(
                    violation => violation.id + ': ' + violation.nodes.slice(0, 3).map(node => node.html).join(' | '))
                """);
        assertThat(violations).as("axe on %s", page.url()).isEmpty();
    }

    @Override
    public void close() {
        contexts.forEach(BrowserContext::close);
        chromium.close();
        playwright.close();
    }
}
