package io.quiesce.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a user sees of {@code explore}. */
final class ExploreCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int explore(String... arguments) throws URISyntaxException {
    Path classes =
        Path.of(
            ExploreCommandTest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<String> all = new ArrayList<>(List.of("explore", "--classes", classes.toString()));
    all.addAll(List.of(arguments));
    return Quiesce.commandLine()
        .setOut(new PrintWriter(new BufferedWriter(out), true))
        .setErr(new PrintWriter(err, true))
        .execute(all.toArray(String[]::new));
  }

  @Test
  void call_forbiddenOutcome_showsTableVerdictAndWitnessAndExits1() throws URISyntaxException {
    int code = explore("--test", "Faulty.*Buffering");

    assertThat(code).isEqualTo(1);
    assertThat(out.toString().replaceAll("replay [0-9a-f]+", "replay ID"))
        .isEqualTo(
            """
            io.quiesce.explore.subject.FaultySubjects$Buffering
              outcome    executions  expectation
              0, 0                1  FORBIDDEN               both missed
              0, 1                1  ACCEPTABLE              one saw the other
              1, 0                1  ACCEPTABLE              one saw the other
              1, 1                1  ACCEPTABLE              one saw the other
              REFUTED  outcome 0, 0 is FORBIDDEN and reachable, replay ID
                #  thread  access                 mode      line                    reads from
                1  0       write Buffering.x = 1  plain     FaultySubjects.java:36
                2  0       read Buffering.y = 0   plain     FaultySubjects.java:37  initial value
                3  1       write Buffering.y = 1  plain     FaultySubjects.java:42
                4  1       read Buffering.x = 0   plain     FaultySubjects.java:43  initial value
              missing edge: step 2 does not see step 3, because nothing orders 3 before 2 (plain, plain)
              missing edge: step 4 does not see step 1, because nothing orders 1 before 4 (plain, plain)
              recording A...B.1.

            """);
  }

  @Test
  void call_allAsDeclared_exits0() throws URISyntaxException {
    assertThat(explore("--test", "Atomic.*Treiber")).isZero();
    assertThat(out.toString()).contains("PROVED   exhaustive: ");
  }

  @Test
  void call_deadlock_exits1() throws URISyntaxException {
    assertThat(explore("--test", "TwoLocks")).isEqualTo(1);
    assertThat(out.toString()).contains("REFUTED  outcome DEADLOCK is reachable");
  }

  @Test
  void call_lostPermit_exits1AndShowsTheWait() throws URISyntaxException {
    assertThat(explore("--test", "LostPermit")).isEqualTo(1);
    assertThat(out.toString())
        .contains("REFUTED  outcome LOST_WAKEUP is reachable")
        .contains("waits for thread 0 = 0");
  }

  @Test
  void call_nothingMatches_exits2WithoutStackTrace() throws URISyntaxException {
    assertThat(explore("--test", "NoSuch")).isEqualTo(2);
    assertThat(err.toString()).contains("'NoSuch'").doesNotContain("\tat ");
  }

  @Test
  void call_unmodelledClass_exits2AndNamesIt() throws URISyntaxException {
    assertThat(explore("--test", "Unmodelled")).isEqualTo(2);
    assertThat(out.toString())
        .contains("UNMODELLED  new java.util.concurrent.ConcurrentHashMap")
        .doesNotContain("\tat ");
  }

  @Test
  void call_stoppedByALimit_exits3() throws URISyntaxException {
    assertThat(explore("--test", "MemorySubjects.Field", "--limit", "1")).isEqualTo(3);
    assertThat(out.toString()).contains("UNKNOWN  stopped after ");
  }

  @Test
  void call_replayOfARecording_showsTheSameWitness() throws URISyntaxException {
    explore("--test", "Faulty.*Buffering");
    String first = out.toString();
    String witness = first.substring(first.indexOf("    #  thread"), first.indexOf("  recording"));

    assertThat(explore("--test", "Faulty.*Buffering", "--replay", "A...B.1.")).isZero();
    assertThat(out.toString().substring(first.length())).contains(witness);
  }

  @Test
  void call_filesAskedFor_areWritten(@TempDir Path folder) throws URISyntaxException, IOException {
    Path json = folder.resolve("r.json");
    Path junit = folder.resolve("r.xml");
    Path dot = folder.resolve("g.dot");
    String[] options = {
      "--test", "Faulty.*Buffering", "--json", json.toString(), "--junit", junit.toString(), "--dot"
    };
    List<String> all = new ArrayList<>(List.of(options));
    all.add(dot.toString());
    explore(all.toArray(String[]::new));

    assertThat(Files.readString(json)).contains("\"verdict\" : \"REFUTED\"");
    assertThat(Files.readString(junit)).contains("failures=\"1\"").contains("<failure message=");
    assertThat(Files.readString(dot)).startsWith("digraph execution {").contains("s1 -> s2");
  }

  @Test
  void call_unknownModel_exits2() throws URISyntaxException {
    assertThat(explore("--test", "Faulty.*Buffering", "--model", "c11")).isEqualTo(2);
    assertThat(err.toString()).contains("no model 'c11'");
  }

  @Test
  void call_missedCanary_exits1BeforeAnyOtherWord() {
    CommandLine blind =
        new CommandLine(new ExploreCommand(() -> List.of("FIELD: 1 was not found")))
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));

    assertThat(blind.execute("--classes", "anywhere")).isEqualTo(1);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).startsWith("CANARY MISSED  FIELD: 1 was not found");
  }

  @Test
  void call_classesInAJar_areExplored(@TempDir Path folder) throws Exception {
    Path jar = folder.resolve("tests.jar");
    Path classes =
        Path.of(
            ExploreCommandTest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path subjects = classes.resolve("io/quiesce/explore/subject");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.list(subjects)) {
      for (Path file : files.filter(f -> f.toString().contains("FaultySubjects")).toList()) {
        zip.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
        zip.write(Files.readAllBytes(file));
      }
    }
    int code =
        Quiesce.commandLine()
            .setOut(new PrintWriter(out, true))
            .execute("explore", "--classes", jar.toString(), "--test", "Buffering");

    assertThat(code).isEqualTo(1);
    assertThat(out.toString()).contains("REFUTED  outcome 0, 0 is FORBIDDEN and reachable");
  }

  @Test
  void call_classesThatAreNone_exits2() throws URISyntaxException {
    assertThat(explore("--classes", "no-such-place")).isEqualTo(2);
    assertThat(err.toString()).contains("no-such-place is neither a directory nor a jar");
  }

  @Test
  void call_twoWorkersAndSamples_areTaken() throws URISyntaxException {
    assertThat(explore("--test", "Atomic.*Treiber", "--workers", "2")).isZero();
    assertThat(explore("--test", "Atomic.*Treiber", "--sample", "50", "--seed", "3")).isEqualTo(3);
    assertThat(out.toString()).contains("UNKNOWN  sampled 50 executions");
    assertThat(explore("--test", "Atomic.*Treiber", "--workers", "0")).isEqualTo(2);
  }

  @Test
  void call_tearing_findsTheTornValue() throws URISyntaxException {
    assertThat(explore("--test", "Tearing.*PlainField")).isZero();
    assertThat(explore("--test", "Tearing.*PlainField", "--tearing")).isEqualTo(1);
  }

  @Test
  void call_unmodelledAmongOthers_isAnErrorInTheFiles(@TempDir Path folder) throws Exception {
    Path json = folder.resolve("r.json");
    Path junit = folder.resolve("r.xml");

    explore("--test", "Unmodelled", "--json", json.toString(), "--junit", junit.toString());

    assertThat(Files.readString(json)).contains("\"UNMODELLED\"", "ConcurrentHashMap");
    assertThat(Files.readString(junit)).contains("tests=\"1\" errors=\"1\"", "<error message=");
  }

  @Test
  void call_replayOfANameAmongSeveralTests_findsTheOneThatHasIt() throws URISyntaxException {
    explore("--test", "Faulty.*Buffering");
    Matcher name = Pattern.compile("replay ([0-9a-f]+)").matcher(out.toString());
    assertThat(name.find()).isTrue();

    assertThat(explore("--test", "(Treiber|Buffering)", "--replay", name.group(1))).isZero();
    assertThat(explore("--test", "(Treiber|Buffering)", "--replay", "0")).isEqualTo(2);
    assertThat(explore("--test", "(Treiber|Buffering)", "--replay", "A...B.1.")).isEqualTo(2);
  }
}
