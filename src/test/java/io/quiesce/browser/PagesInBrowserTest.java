package io.quiesce.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.quiesce.hunt.ledger.Ledger;
import io.quiesce.hunt.ledger.SqliteLedger;
import io.quiesce.report.Format;
import io.quiesce.report.Reports;
import io.quiesce.report.SampleNights;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Links, sorting, pictures and colours of the pages, as a reader has them. */
@Tag("processes")
final class PagesInBrowserTest {
  private static final String INDEX = "index.html";
  private static final String NIGHT = "night-n3-1of2.html";
  private static final String JOBS = "night-n3-1of2-jobs.html";
  private static final String MATRIX = "matrix/index.html";

  @TempDir private static Path directory;
  private static HeadlessBrowser browser;

  @BeforeAll
  static void pages() throws IOException {
    browser = HeadlessBrowser.start();
    try (Ledger ledger = SqliteLedger.open(directory.resolve("l.db"))) {
      SampleNights.fill(ledger);
      new Reports(directory, Set.of(Format.HTML), Path.of("")).write(ledger, "");
    }
    SampleMatrix.write(directory.resolve("matrix"));
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      assertThat(browser.complaints()).as("of all pages").isEmpty();
      browser.close();
    }
  }

  private static Page open(String name, ColorScheme scheme) {
    return browser.open(directory.resolve(name), scheme);
  }

  @SuppressWarnings("unchecked")
  private static List<String> strings(Page page, String expression) {
    return (List<String>) page.evaluate(expression);
  }

  private static double number(Page page, String expression) {
    return ((Number) page.evaluate(expression)).doubleValue();
  }

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void page_inLightAndDark_isReadable(ColorScheme scheme) {
    for (String name : List.of(INDEX, NIGHT, JOBS, MATRIX)) {
      Page page = open(name, scheme);
      page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");
      double light = number(page, "look.background()");
      if (scheme == ColorScheme.DARK) {
        assertThat(light).as(name).isLessThan(0.05);
      } else {
        assertThat(light).as(name).isGreaterThan(0.8);
      }
      assertThat(strings(page, "look.faint()")).as(name).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void pictures_haveSizeAndTextsFit(ColorScheme scheme) {
    Page night = open(NIGHT, scheme);
    assertThat(number(night, "look.pictures()")).isEqualTo(2);
    assertThat(strings(night, "look.flat()")).isEmpty();
    assertThat(strings(night, "look.overflowing()")).isEmpty();

    Page index = open(INDEX, scheme);
    assertThat(number(index, "look.pictures()")).isEqualTo(2);
    assertThat(strings(index, "look.flat()")).isEmpty();
  }

  @Test
  void links_ofAllPages_leadSomewhere() {
    Set<String> targets = new TreeSet<>();
    for (String name : List.of(INDEX, NIGHT, JOBS, MATRIX)) {
      Page page = open(name, ColorScheme.LIGHT);
      assertThat(strings(page, "look.dangling()")).as(name).isEmpty();
      targets.addAll(strings(page, "look.links()"));
    }
    assertThat(targets).hasSizeGreaterThan(20);
    for (String target : targets) {
      URI uri = URI.create(target);
      assertThat(Path.of(uri.getPath())).exists();
    }
  }

  @Test
  void cell_clicked_showsItsJobs() {
    Page page = open(NIGHT, ColorScheme.LIGHT);
    page.locator("#matrix-table td.v-FOUND a").first().click();

    page.waitForURL("**/" + JOBS + "#*");
    assertThat(page.locator(":target h2").textContent()).contains("io.quiesce.gc.Queue");
    page.locator(":target p a").first().click();
    page.waitForURL("**/" + NIGHT + "#finding-" + SampleNights.HOSTILE);
    assertThat(page.locator(":target").isVisible()).isTrue();
    assertThat(page.title()).startsWith("Night of");
  }

  @Test
  void heading_clicked_sortsUpAndThenDown() {
    sorts(INDEX, "nights-table", 6, true);
    sorts(NIGHT, "matrix-table", 0, false);
    sorts(NIGHT, "planted-table", 3, true);
    sorts(MATRIX, "matrix", 3, true);
  }

  private static void sorts(String name, String table, int column, boolean numeric) {
    Page page = open(name, ColorScheme.LIGHT);
    String keys = "look.column('" + table + "', " + column + ")";
    List<String> before = strings(page, keys);
    assertThat(Set.copyOf(before)).as(name).hasSizeGreaterThan(1);
    List<String> sorted = new ArrayList<>(before);
    sorted.sort(
        numeric
            ? Comparator.comparingDouble(Double::parseDouble)
            : Comparator.<String>naturalOrder());
    var head = page.locator("#" + table + " thead th").nth(column);

    head.click();
    assertThat(strings(page, keys)).as(name).isEqualTo(sorted);
    assertThat(head.getAttribute("aria-sort")).isEqualTo("ascending");
    head.click();
    Collections.reverse(sorted);
    assertThat(strings(page, keys)).as(name).isEqualTo(sorted);
    assertThat(head.getAttribute("aria-sort")).isEqualTo("descending");
  }

  @Test
  void heading_byKeyboard_sorts() {
    Page page = open(NIGHT, ColorScheme.LIGHT);
    var head = page.locator("#planted-table thead th").first();
    head.locator("button").focus();
    page.keyboard().press("Enter");

    assertThat(head.getAttribute("aria-sort")).isEqualTo("ascending");
    assertThat(strings(page, "look.column('planted-table', 0)"))
        .containsExactly("flush-too-early", "late-store");
  }

  @Test
  void screenshots_ofBothSchemes_differ() throws IOException {
    byte[] one = open(NIGHT, ColorScheme.LIGHT).screenshot();
    byte[] other = open(NIGHT, ColorScheme.DARK).screenshot();

    assertThat(one).isNotEqualTo(other);
    Path shots = Files.createDirectories(Path.of("target", "browser"));
    Files.write(shots.resolve("night-light.png"), one);
    Files.write(shots.resolve("night-dark.png"), other);
  }
}
