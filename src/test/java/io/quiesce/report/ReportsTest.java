package io.quiesce.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.hunt.ledger.Ledger;
import io.quiesce.hunt.ledger.SqliteLedger;
import io.quiesce.report.view.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that come out of a ledger, and that they hang together. */
final class ReportsTest {
  private static final Pattern LINK = Pattern.compile("href=\"([^\"]*)\"");

  private static Path file;

  @TempDir private Path directory;

  private Path pages;

  @BeforeAll
  static void ledger(@TempDir Path folder) {
    file = folder.resolve("l.db");
    try (Ledger ledger = SqliteLedger.open(file)) {
      SampleNights.fill(ledger);
    }
  }

  @BeforeEach
  void pages() {
    pages = directory.resolve("pages");
  }

  private Written write(String only, Format... formats) throws IOException {
    try (Ledger ledger = SqliteLedger.open(file)) {
      return new Reports(pages, Set.of(formats), Path.of("")).write(ledger, only);
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(pages)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void write_allFormats_areThere() throws IOException {
    Written written = write("", Format.values());

    assertThat(names())
        .containsExactly(
            "findings.sarif",
            "index.html",
            "junit.xml",
            "night-n1-jobs.html",
            "night-n1.html",
            "night-n2-jobs.html",
            "night-n2.html",
            "night-n3-1of2-jobs.html",
            "night-n3-1of2.html",
            "night.json");
    assertThat(written.nights()).isEqualTo(3);
    assertThat(written.night().status()).isEqualTo(Status.BLIND);
    assertThat(written.annotations()).isNotEmpty();
  }

  @Test
  void write_oneNight_indexLinksToItAlone() throws IOException {
    Written written = write("n2", Format.HTML);

    assertThat(names()).containsExactly("index.html", "night-n2-jobs.html", "night-n2.html");
    assertThat(written.night().id()).isEqualTo("n2");
    assertThat(broken()).isEmpty();
    assertThat(Files.readString(pages.resolve("index.html"))).contains("href=\"night-n2.html\"");
  }

  @Test
  void write_secondPartOfANight_isThatNight() throws IOException {
    assertThat(write("n3-2of2", Format.JSON).night().id()).isEqualTo("n3-1of2");
  }

  @Test
  void write_unknownNight_namesThoseThereAreAndWritesNothing() {
    assertThatThrownBy(() -> write("n9", Format.HTML))
        .isInstanceOf(NoNightException.class)
        .hasMessageContaining("no night 'n9'; the newest are n1, n2, n3-1of2, n3-2of2");
    assertThat(pages).doesNotExist();
  }

  @Test
  void write_emptyLedger_saysSo() {
    assertThatThrownBy(
            () -> {
              try (Ledger ledger = SqliteLedger.open(directory.resolve("empty.db"))) {
                new Reports(pages, Set.of(Format.HTML), Path.of("")).write(ledger, "");
              }
            })
        .isInstanceOf(NoNightException.class)
        .hasMessageContaining("no night");
  }

  @Test
  void html_allLinks_leadSomewhere() throws IOException {
    write("", Format.HTML);

    assertThat(broken()).isEmpty();
  }

  @Test
  void html_ids_areUniqueOnEachPage() throws IOException {
    write("", Format.HTML);

    for (String name : names()) {
      Matcher ids = Pattern.compile("\\bid=\"([^\"]*)\"").matcher(read(name));
      Set<String> seen = new TreeSet<>();
      while (ids.find()) {
        assertThat(seen.add(ids.group(1))).as(name + " has twice " + ids.group(1)).isTrue();
      }
    }
  }

  @Test
  void html_nothingComesFromElsewhere() throws IOException {
    write("", Format.HTML);

    for (String name : names()) {
      String text = read(name).replace("http://www.w3.org/", "");
      assertThat(text).as(name).doesNotContain("http:", "https:", "src=", "@import", "<link");
    }
  }

  private String read(String name) throws IOException {
    return Files.readString(pages.resolve(name));
  }

  private List<String> broken() throws IOException {
    List<String> broken = new ArrayList<>();
    for (String name : names()) {
      Matcher links = LINK.matcher(read(name));
      while (links.find()) {
        String link = links.group(1);
        int hash = link.indexOf('#');
        String page = hash < 0 ? link : link.substring(0, hash);
        Path target = pages.resolve(page.isEmpty() ? name : page);
        String id = hash < 0 ? "" : link.substring(hash + 1);
        boolean there =
            Files.exists(target)
                && (id.isEmpty() || Files.readString(target).contains("id=\"" + id + "\""));
        if (!there) {
          broken.add(name + ": " + link);
        }
      }
    }
    return broken;
  }
}
