package io.quiesce.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.hunt.Facts;
import io.quiesce.hunt.finding.Sighting;
import io.quiesce.hunt.history.LincheckDemo;
import io.quiesce.hunt.ledger.Ledger;
import io.quiesce.hunt.ledger.SqliteLedger;
import io.quiesce.hunt.model.Verdict;
import io.quiesce.report.SampleNights;
import io.quiesce.report.view.History;
import io.quiesce.report.view.NightSummary;
import io.quiesce.report.view.NightView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What pages say. */
final class HtmlReportTest {
  @TempDir private Path directory;

  private static final List<NightView> NIGHTS = new ArrayList<>();

  @BeforeAll
  static void nights(@TempDir Path folder) {
    try (Ledger ledger = SqliteLedger.open(folder.resolve("l.db"))) {
      SampleNights.fill(ledger);
      new History(ledger).forEach(NIGHTS::add);
    }
  }

  private String night(int number) throws IOException {
    return Files.readString(new HtmlReport(directory).night(NIGHTS.get(number - 1)));
  }

  private String index() throws IOException {
    List<NightSummary> summaries = NIGHTS.stream().map(NightSummary::of).toList();
    return Files.readString(new HtmlReport(directory).index(summaries, NIGHTS.get(2)));
  }

  @Test
  void night_cleanOne_isGreenAndSaysWhatWasPlanted() throws IOException {
    assertThat(night(1))
        .contains("class=\"banner s-CLEAN\"")
        .contains("0 findings there, 0 of them new; 1 of 1 planted bug found.")
        .contains("All of the plan, 4 scenarios with engine and JDK, has results.");
  }

  @Test
  void night_blindOne_isRedWhateverElseItSays() throws IOException {
    assertThat(night(3))
        .contains("class=\"banner s-BLIND\"")
        .contains("BLIND: it did not find what was planted (flush-too-early by jcstress)");
  }

  @Test
  void night_hostileText_staysText() throws IOException {
    String page = night(3);

    assertThat(page).contains("&lt;script&gt;document.title").doesNotContain("<script>document");
    assertThat(page.split("<script>", -1)).hasSize(2);
    assertThat(Files.readString(directory.resolve("night-n3-1of2-jobs.html")))
        .doesNotContain("<script>document");
    assertThat(index()).doesNotContain("<script>document");
  }

  @Test
  void night_finding_hasGraphStepsAndReplay() throws IOException {
    String page = night(2);

    assertThat(page)
        .contains("id=\"finding-" + SampleNights.STALE + "\"")
        .contains("<svg role=\"img\" class=\"graph\"")
        .contains("<td>read StackPool.head = 0</td><td>acquire</td>")
        .contains("<td>initial value</td><td>step 2</td>")
        .contains("--test &#x27;" + SampleNights.FLUSH + "&#x27; --replay 7f3a");
    assertThat(page.split("class=\"step place\"", -1)).hasSize(3);
  }

  @Test
  void night_findingOfLincheck_hasItsCallsAndWhatMakesATestOfThem(@TempDir Path folder)
      throws IOException {
    List<NightView> views = new ArrayList<>();
    Sighting sighting = LincheckDemo.sighting("[ add(1) | add(2) ] get()", "night-1");
    try (Ledger ledger = SqliteLedger.open(folder.resolve("l.db"))) {
      ledger.add(Facts.night(1));
      ledger.add(Facts.result(1, 1, Verdict.FOUND), List.of(sighting));
      new History(ledger).forEach(views::add);
    }

    assertThat(Files.readString(new HtmlReport(folder).night(views.get(0))))
        .contains("<code>[ add(1) | add(2) ] get()</code>")
        .contains("ledger minimise " + sighting.signature())
        .doesNotContain("does not replay single executions");
  }

  @Test
  void night_cell_saysVerdictExecutionsAndSecondsAndLinksToItsJobs() throws IOException {
    assertThat(night(1))
        .contains("<td class=\"v-PASSED\" data-key=\"4\"><a href=\"night-n1-jobs.html#")
        .contains("<span>passed</span><small>5,500,000 · 1.5 s</small>");
    assertThat(Files.readString(directory.resolve("night-n1-jobs.html")))
        .contains("<td class=\"number\" data-key=\"5500000\">5,500,000</td>")
        .contains("<td class=\"number\" data-key=\"9\">9</td><td>ACCEPTABLE</td>");
  }

  @Test
  void night_silentCells_areListed() throws IOException {
    String page = night(3);
    String silent = page.substring(page.indexOf("id=\"silent\""), page.indexOf("id=\"unshown\""));

    assertThat(silent)
        .contains("2 of 10 scenarios with engine and JDK were not reached.")
        .contains("<h3>Planned and not reached (1)</h3><ul><li><code>io.quiesce.gc.Late</code>")
        .contains(", jcstress, JDK 17.0.15+6; jcstress, JDK 25.0.3+9</li></ul>")
        .contains("<h3>Never ran (1)</h3><ul><li><code>io.quiesce.gc.Gone</code>")
        .contains("<h3>Vacuous here (1)</h3><ul><li><code>io.quiesce.gc.Wide</code>")
        .contains("<h3>Stopped at a bound (1)</h3><ul><li><code>io.quiesce.gc.Deep</code>");
  }

  @Test
  void night_outcomeThatTheHardwareNeverShowed_isListedForEachJdk() throws IOException {
    String page = night(3);

    assertThat(page.substring(page.indexOf("id=\"unshown-table\"")))
        .contains("</th><td>0, 0</td><td class=\"number\" data-key=\"13500000\">")
        .contains("<td>Xeon &amp; Sons</td><td>25.0.3+9</td>")
        .contains("<td>Xeon &amp; Sons</td><td>17.0.15+6</td>");
  }

  @Test
  void index_nightsNewestFirst_withStatusAndLink() throws IOException {
    for (int i = 1; i <= 3; i++) {
      night(i);
    }
    String page = index();

    assertThat(page)
        .contains("<td class=\"s-BLIND\">blind</td>")
        .contains("<td class=\"s-FOUND\">findings</td>")
        .contains("<td class=\"s-CLEAN\">clean</td>")
        .contains("href=\"night-n3-1of2.html#finding-" + SampleNights.STALE + "\"");
    assertThat(page.indexOf("night-n3-1of2.html\"")).isLessThan(page.indexOf("night-n2.html\""));
  }
}
