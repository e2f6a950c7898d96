package io.quiesce.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** A browser without a window, and what went wrong in it. */
final class HeadlessBrowser implements AutoCloseable {
  private final Playwright playwright;
  private final Browser browser;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();

  private HeadlessBrowser(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
    this.page = listening();
  }

  /** Starts the browser of this machine; aborts the test where there is none. */
  static HeadlessBrowser start() {
    Optional<Path> program = Installed.browser();
    Optional<Path> node = Installed.node();
    Assumptions.assumeTrue(
        program.isPresent() && node.isPresent(),
        "pages are not looked at in a browser: install Chromium or name it in CHROME_BIN, and install"
            + " Node.js; found browser "
            + program.map(Path::toString).orElse("none")
            + ", node "
            + node.map(Path::toString).orElse("none"));
    Map<String, String> environment =
        Map.of(
            "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD",
            "1",
            "PLAYWRIGHT_NODEJS_PATH",
            node.get().toString());
    Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
    try {
      Browser browser =
          playwright
              .chromium()
              .launch(
                  new BrowserType.LaunchOptions()
                      .setExecutablePath(program.get())
                      .setArgs(List.of("--disable-gpu", "--disable-software-rasterizer")));
      return new HeadlessBrowser(playwright, browser);
    } catch (RuntimeException e) {
      playwright.close();
      throw e;
    }
  }

  /** Shows a file; there is one page, since each costs a process. */
  Page open(Path file, ColorScheme scheme) {
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    page.navigate(file.toUri().toString());
    page.evaluate(script());
    return page;
  }

  private Page listening() {
    Page fresh = browser.newPage(new Browser.NewPageOptions().setViewportSize(1300, 900));
    fresh.onConsoleMessage(this::complain);
    fresh.onPageError(error -> complaints.add("error: " + error));
    fresh.onRequest(
        request -> {
          if (!request.url().startsWith("file:")) {
            complaints.add("request: " + request.url());
          }
        });
    return fresh;
  }

  private void complain(ConsoleMessage message) {
    if (message.type().equals("error") || message.type().equals("warning")) {
      complaints.add("console: " + message.text());
    }
  }

  /** Errors, warnings and requests to anywhere, so far. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  private static String script() {
    try (InputStream in = HeadlessBrowser.class.getResourceAsStream("/browser/look.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
