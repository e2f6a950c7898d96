package io.quiesce.cli.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.bugs.place.EmptyCheckout;
import io.quiesce.hunt.Facts;
import io.quiesce.hunt.finding.Evidence;
import io.quiesce.hunt.finding.FindingKind;
import io.quiesce.hunt.finding.Sighting;
import io.quiesce.hunt.finding.Signature;
import io.quiesce.hunt.history.LincheckDemo;
import io.quiesce.hunt.ledger.Ledger;
import io.quiesce.hunt.ledger.SqliteLedger;
import io.quiesce.hunt.model.Engine;
import io.quiesce.hunt.model.Scenario;
import io.quiesce.hunt.model.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a user of {@code ledger minimise} sees, in a checkout with nothing in it. */
final class LedgerMinimiseCommandTest {
  private static final String SUBJECTS = "io.quiesce.explore.subject.FaultySubjects.";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path directory;
  private Path checkout;
  private Path file;

  @BeforeEach
  void makeCheckout() throws IOException {
    checkout =
        EmptyCheckout.in(directory.resolve("checkout"), System.getProperty("java.class.path"));
    file = directory.resolve("ledger.db");
  }

  private String found(Sighting... sightings) {
    try (Ledger ledger = SqliteLedger.open(file)) {
      ledger.add(Facts.night(1));
      ledger.add(Facts.result(1, 1, Verdict.FOUND), List.of(sightings));
    }
    return sightings[0].signature();
  }

  private static Sighting byExplorer(String name, String outcome) {
    Scenario scenario = new Scenario(SUBJECTS + name, Engine.EXPLORER);
    return new Sighting(
        Signature.of(FindingKind.OUTCOME, scenario, outcome, List.of()),
        "night-1",
        "job",
        Facts.at(1),
        FindingKind.OUTCOME,
        scenario,
        "17",
        outcome,
        List.of(),
        "",
        "",
        "",
        Evidence.of(""));
  }

  private int run(String... words) {
    return new CommandLine(new LedgerMinimiseCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(words);
  }

  private int minimise(String name, Path classes, Path sources) {
    return run(
        name,
        "--ledger=" + file,
        "--project=" + checkout,
        "--classes=" + classes,
        "--sources=" + sources);
  }

  private int minimiseAll() {
    return run(
        "--ledger=" + file,
        "--project=" + checkout,
        "--classes=target/test-classes",
        "--sources=src/test/java");
  }

  private int minimise(Sighting sighting) {
    return minimise(found(sighting), Path.of("target/test-classes"), Path.of("src/test/java"));
  }

  private Path written(String name) {
    return checkout.resolve("stress/ledger/java").resolve(name);
  }

  @Test
  void minimise_ofTheExplorer_isWrittenWithItsWitness() throws IOException {
    Sighting sighting = byExplorer("Buffering", "0, 0");

    assertThat(minimise(sighting)).as(err.toString()).isZero();

    String name = "Finding" + sighting.signature().toUpperCase(Locale.ROOT);
    assertThat(out.toString()).contains("model     fails under tso", "written: ");
    assertThat(written("io/quiesce/explore/subject/" + name + ".java"))
        .content()
        .contains("class " + name, "x = 1", "y = 1");
    assertThat(checkout.resolve("stress/ledger/" + name + ".txt")).exists();
  }

  @Test
  void minimise_all_takesThoseThatAreNotKeptAndGoesOnAfterOneThatCannotBe() {
    Sighting one = byExplorer("Buffering", "0, 0");
    found(one, byExplorer("Gone", "1"), byExplorer("TwoLocks", "DEADLOCK"));

    assertThat(minimiseAll()).as(err.toString()).isEqualTo(1);

    assertThat(out.toString())
        .contains("FaultySubjects.Gone, which is no scenario", "3 findings")
        .containsPattern("(?s)written: .*written: ")
        .doesNotContain("kept already");

    assertThat(minimiseAll()).isEqualTo(1);
    assertThat(out.toString().split("kept already", -1)).hasSize(3);
    assertThat(out.toString().split("written: ", -1)).hasSize(3);
  }

  @Test
  void minimise_ofLincheck_becomesAJcstressClass() throws IOException {
    LincheckDemo demo = new LincheckDemo(directory);
    demo.write(LincheckDemo.text());
    String signature = found(LincheckDemo.sighting("[ add(1) | add(2) ] get()", "night-1"));

    assertThat(minimise(signature, demo.classes(), demo.sources())).as(err.toString()).isZero();

    String name = "Finding" + signature.toUpperCase(Locale.ROOT);
    assertThat(out.toString())
        .contains("as test   REFUTED  outcome ", "actors    2, none can go", "switches  ");
    String text = Files.readString(written("demo/" + name + ".java"));
    assertThat(text)
        .startsWith("package demo;\n\nimport ")
        .doesNotContainPattern("import [^\n]*\n\nimport")
        .contains(
            "@JCStressTest",
            "in {@code Counting.History}",
            "<p>Accesses: volatile write AtomicInteger");
    LincheckDemo.compile("demo/" + name + ".java", text, List.of(), directory.resolve("alone"));
  }

  @Test
  void minimise_rightCode_saysThatItIsNotShown() throws IOException {
    LincheckDemo demo = new LincheckDemo(directory);
    demo.write(LincheckDemo.text().replace("count.set(sum);", "count.addAndGet(n);"));
    String signature = found(LincheckDemo.sighting("[ put(1) | put(2) ] get()", "night-1"));

    assertThat(minimise(signature, demo.classes(), demo.sources())).isEqualTo(1);

    assertThat(out.toString())
        .contains("as test   PROVED", "only an order in real time is broken", "does not show it");
    assertThat(checkout.resolve("stress/ledger")).doesNotExist();
  }

  @Test
  void minimise_notModelled_isOneLine() throws IOException {
    LincheckDemo demo = new LincheckDemo(directory);
    String hash = "java.util.Hashtable<Integer, Integer>";
    demo.write(
        LincheckDemo.text()
            .replace(
                "private final Hands",
                "private final " + hash + " all = new " + hash + "();\n  private final Hands"));
    String signature = found(LincheckDemo.sighting("[ put(1) | put(2) ]", "night-1"));

    assertThat(minimise(signature, demo.classes(), demo.sources())).isEqualTo(2);

    assertThat(err.toString()).contains("Hashtable", "not modelled").doesNotContain("\tat ");
    assertThat(checkout.resolve("stress/ledger")).doesNotExist();
  }

  @Test
  void minimise_sourceNotAtHand_isRefused() throws IOException {
    LincheckDemo demo = new LincheckDemo(directory);
    demo.write(LincheckDemo.text());
    String signature = found(LincheckDemo.sighting("[ add(1) | add(2) ]", "night-1"));

    assertThat(minimise(signature, demo.classes(), directory.resolve("none"))).isEqualTo(2);

    assertThat(err.toString()).contains("demo.Counting is not at hand; say where (--sources)");
  }
}
