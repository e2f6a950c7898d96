package io.quiesce.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import picocli.CommandLine;

/** What {@code explore} writes for machines, and every witness of it replayed; without canaries. */
final class ExploreFilesTest {
  @TempDir private Path folder;
  private StringWriter out = new StringWriter();

  private int explore(String... arguments) throws Exception {
    Path classes =
        Path.of(ExploreFilesTest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<String> all = new ArrayList<>(List.of("--classes", classes.toString()));
    all.addAll(List.of(arguments));
    out = new StringWriter();
    return new CommandLine(new ExploreCommand(List::of))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(out, true))
        .execute(all.toArray(String[]::new));
  }

  private JsonNode json(String tests) throws Exception {
    Path file = folder.resolve("r.json");
    explore("--test", tests, "--json", file.toString());
    return new ObjectMapper().readTree(file.toFile());
  }

  private Document svg(String... arguments) throws Exception {
    Path file = folder.resolve("g.svg");
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--dot", file.toString()));
    explore(all.toArray(String[]::new));
    return parse(file);
  }

  private static Document parse(Path file) throws Exception {
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
  }

  /** Updates, weak updates, monitors, waits, started threads, permits, deadlocks and errors. */
  @Test
  void replay_ofEveryWitness_showsItAgain() throws Exception {
    int replayed = 0;
    String[] tests = {
      "Treiber",
      "WeakLock",
      "Subjects.Spawn",
      "Subjects.Wait$",
      "LostPermit",
      "TwoLocks",
      "Throwing"
    };
    for (String test : tests) {
      for (JsonNode report : json(test)) {
        for (JsonNode row : report.get("outcomes")) {
          String recording = row.get("recording").asText();
          String name = report.get("test").asText();
          String only = name.replace("$", ".") + "$";
          assertThat(explore("--test", only, "--replay", recording)).as(name).isZero();
          assertThat(out.toString()).contains("  recording " + recording);
          assertThat(explore("--test", only, "--replay", row.get("replay").asText())).isZero();
          assertThat(out.toString()).contains("  recording " + recording);
          replayed++;
        }
      }
    }
    assertThat(replayed).isGreaterThan(10);
  }

  @Test
  void json_ofASearchThatWasStopped_hasItsVerdictAndAnEstimate() throws Exception {
    Path file = folder.resolve("r.json");

    assertThat(explore("--test", "Atomic.*Treiber", "--limit", "1", "--json", file.toString()))
        .isEqualTo(3);
    JsonNode report = new ObjectMapper().readTree(file.toFile()).get(0);
    assertThat(report.get("verdict").asText()).isEqualTo("UNKNOWN");
    assertThat(report.get("executions").asLong()).isEqualTo(1);
    assertThat(report.get("estimate").asLong()).isGreaterThan(1);
  }

  @Test
  void junit_ofEachVerdict_isXmlWithTheCountsOfItsCases() throws Exception {
    Path file = folder.resolve("r.xml");
    String tests = "(Faulty.*Buffering|Faulty.*Ending|Limit.*Counting|Unmodelled)";

    assertThat(explore("--test", tests, "--junit", file.toString())).isEqualTo(1);
    Element suite = parse(file).getDocumentElement();
    assertThat(suite.getAttribute("tests")).isEqualTo("4");
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    assertThat(suite.getAttribute("errors")).isEqualTo("1");
    assertThat(suite.getAttribute("skipped")).isEqualTo("1");
    for (String name : List.of("failure", "error", "skipped")) {
      assertThat(suite.getElementsByTagName(name).getLength()).as(name).isEqualTo(1);
    }
    assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(4);
  }

  @Test
  void svg_ofTheWitness_hasEachStepAndArrow() throws Exception {
    Document picture = svg("--test", "Faulty.*Buffering");

    assertThat(picture.getDocumentElement().getTagName()).isEqualTo("svg");
    assertThat(picture.getElementsByTagName("text").getLength()).isEqualTo(2 + 4 + 1);
    assertThat(picture.getElementsByTagName("line").getLength()).isEqualTo(2);
  }

  @Test
  void svg_ofAReplay_isDrawnToo() throws Exception {
    Document picture = svg("--test", "Faulty.*Buffering", "--replay", "A...B...");

    assertThat(out.toString()).contains("step 1");
    assertThat(picture.getElementsByTagName("line").getLength()).isPositive();
  }

  @Test
  void call_loopThatCannotBeToldToBeUseless_exits3AndNamesTheBound() throws Exception {
    assertThat(explore("--test", "Limit.*Counting")).isEqualTo(3);
    assertThat(out.toString()).containsPattern("UNKNOWN  bound loop=8 was hit [1-9]");
    assertThat(explore("--test", "Limit.*Counting", "--bound", "loop=2")).isEqualTo(3);
    assertThat(out.toString()).contains("bound loop=2");
    assertThat(explore("--test", "Limit.*Counting", "--bound", "deep=2")).isEqualTo(2);
  }
}
