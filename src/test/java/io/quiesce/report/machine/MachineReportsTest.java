package io.quiesce.report.machine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.quiesce.hunt.ledger.Ledger;
import io.quiesce.hunt.ledger.SqliteLedger;
import io.quiesce.report.SampleNights;
import io.quiesce.report.view.History;
import io.quiesce.report.view.NightView;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What other programs read. */
final class MachineReportsTest {
  private static final String SCHEMA = "/schema/sarif-schema-2.1.0.json";
  private static final String FILE = "src/main/java/io/quiesce/stack/StackPool.java";

  @TempDir private Path directory;

  private static final List<NightView> NIGHTS = new ArrayList<>();
  private final SourceRoots sources = new SourceRoots(Path.of(""));

  @BeforeAll
  static void nights(@TempDir Path folder) {
    try (Ledger ledger = SqliteLedger.open(folder.resolve("l.db"))) {
      SampleNights.fill(ledger);
      new History(ledger).forEach(NIGHTS::add);
    }
  }

  private JsonNode sarif(int night) throws IOException {
    String text = new SarifReport(sources).of(NIGHTS.get(night - 1));
    return new ObjectMapper().readTree(text).at("/runs/0");
  }

  private static List<Error> errors(String sarif) throws IOException {
    try (InputStream in = MachineReportsTest.class.getResourceAsStream(SCHEMA)) {
      Schema schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
              .getSchema(in, InputFormat.JSON);
      return schema.validate(sarif, InputFormat.JSON);
    }
  }

  @Test
  void sarif_eachNight_isValid() throws IOException {
    for (NightView night : NIGHTS) {
      assertThat(errors(new SarifReport(sources).of(night))).isEmpty();
    }
  }

  @Test
  void sarif_misspeltField_isInvalid() throws IOException {
    String text = new SarifReport(sources).of(NIGHTS.get(1));

    assertThat(errors(text.replace("\"startLine\"", "\"startline\""))).isNotEmpty();
    assertThat(errors(text.replace("\"unchanged\"", "\"same\"").replace("\"new\"", "\"fresh\"")))
        .isNotEmpty();
  }

  @Test
  void sarif_bothAccesses_haveFileAndLine() throws IOException {
    JsonNode result = sarif(2).at("/results/0");

    JsonNode first = result.at("/locations/0/physicalLocation");
    assertThat(first.at("/artifactLocation/uri").asText()).isEqualTo(FILE);
    assertThat(first.at("/region/startLine").asInt()).isEqualTo(40);
    JsonNode second = result.at("/relatedLocations/0");
    assertThat(second.at("/physicalLocation/artifactLocation/uri").asText()).isEqualTo(FILE);
    assertThat(second.at("/physicalLocation/region/startLine").asInt()).isEqualTo(52);
    assertThat(second.at("/message/text").asText()).isEqualTo("read StackPool.head, acquire");
    assertThat(Path.of(FILE)).exists();
  }

  @Test
  void sarif_execution_isACodeFlowWithAThreadFlowForEachThread() throws IOException {
    JsonNode flows = sarif(2).at("/results/0/codeFlows/0/threadFlows");

    assertThat(flows).hasSize(3);
    JsonNode read = flows.get(2).at("/locations/1");
    assertThat(read.at("/executionOrder").asInt()).isEqualTo(4);
    assertThat(read.at("/location/physicalLocation/artifactLocation/uri").asText()).isEqualTo(FILE);
    assertThat(read.at("/location/message/text").asText())
        .isEqualTo("read StackPool.head = 0, acquire");
  }

  @Test
  void sarif_signature_isTheFingerprintAndTheStateTheBaseline() throws IOException {
    assertThat(sarif(2).at("/results/0/partialFingerprints").toString())
        .contains(SampleNights.STALE);
    assertThat(sarif(2).at("/results/0/baselineState").asText()).isEqualTo("new");
    assertThat(sarif(3).at("/results/0/baselineState").asText()).isEqualTo("unchanged");
  }

  @Test
  void sarif_blindNight_isNoSuccess() throws IOException {
    JsonNode invocation = sarif(3).at("/invocations/0");

    assertThat(invocation.at("/executionSuccessful").asBoolean(true)).isFalse();
    assertThat(invocation.at("/toolExecutionNotifications/0/message/text").asText())
        .startsWith("BLIND");
    assertThat(sarif(1).at("/invocations/0/executionSuccessful").asBoolean()).isTrue();
  }

  @Test
  void junit_cellsAndPlantedBugs_areTests() throws Exception {
    String text = JunitReport.of(NIGHTS.get(2));
    Document xml =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));

    assertThat(count(xml, "testcase")).isEqualTo(8 + 3);
    assertThat(count(xml, "failure")).isEqualTo(2 + 1 + 1);
    assertThat(count(xml, "error")).isEqualTo(1);
    assertThat(count(xml, "skipped")).isEqualTo(2);
    assertThat(sum(xml, "tests")).isEqualTo(11);
    assertThat(sum(xml, "failures")).isEqualTo(4);
    assertThat(sum(xml, "errors")).isEqualTo(1);
    assertThat(sum(xml, "skipped")).isEqualTo(2);
  }

  private static int count(Document xml, String tag) {
    return xml.getElementsByTagName(tag).getLength();
  }

  private static int sum(Document xml, String attribute) {
    int sum = 0;
    for (int i = 0; i < count(xml, "testsuite"); i++) {
      Element suite = (Element) xml.getElementsByTagName("testsuite").item(i);
      sum += Integer.parseInt(suite.getAttribute(attribute));
    }
    return sum;
  }

  @Test
  void github_finding_isAnErrorAtEachAccess() {
    List<String> lines = new GithubReport(sources).of(NIGHTS.get(1));

    assertThat(lines).hasSize(2);
    assertThat(lines.get(0))
        .startsWith("::error file=" + FILE + ",line=40,title=new%3A outcome 1%2C 0::outcome 1, 0: ")
        .contains("write StackPool.head plain at io/quiesce/stack/StackPool.java:40 against read");
    assertThat(lines.get(1)).startsWith("::error file=" + FILE + ",line=52,");
  }

  @Test
  void github_blindNight_comesFirstAndSilentCellsAreWarnings() {
    List<String> lines = new GithubReport(sources).of(NIGHTS.get(2));

    assertThat(lines.get(0)).startsWith("::error title=The night%3A blind::BLIND: it did not find");
    assertThat(lines).filteredOn(line -> line.startsWith("::warning ")).hasSize(2);
  }

  @Test
  void github_hostileText_staysOnItsLine() {
    String text = "a\n::error::b%0A,x:y";
    NightView night = NIGHTS.get(2);

    assertThat(new GithubReport(sources).of(night)).noneMatch(line -> line.contains("\n"));
    assertThat(GithubReport.line("error", text, 3, text, text))
        .isEqualTo(
            "::error file=a%0A%3A%3Aerror%3A%3Ab%250A%2Cx%3Ay,line=3,"
                + "title=a%0A%3A%3Aerror%3A%3Ab%250A%2Cx%3Ay::a%0A::error::b%250A,x:y");
  }

  @Test
  void json_saysWhatThePageSays() throws IOException {
    JsonNode tree = new ObjectMapper().readTree(JsonReport.of(NIGHTS.get(2)));

    assertThat(tree.at("/status").asText()).isEqualTo("blind");
    assertThat(tree.at("/parts")).hasSize(2);
    assertThat(tree.at("/findings/0/places/1/line").asInt()).isEqualTo(52);
    assertThat(tree.at("/findings/1/broken").asText()).isEqualTo(SampleNights.ATTACK);
    assertThat(tree.at("/matrix")).hasSize(8);
    assertThat(tree.at("/neverShown/0/outcome").asText()).isEqualTo("0, 0");
    assertThat(tree.at("/executions/jcstress").asLong()).isEqualTo(10_000_000);
  }

  @Test
  void path_bareName_isFoundWhereOneFileHasIt() throws IOException {
    Path one = Files.createDirectories(directory.resolve("src/main/java/a"));
    Path two = Files.createDirectories(directory.resolve("stress/jcstress/java/b"));
    Files.writeString(one.resolve("Only.java"), "");
    Files.writeString(one.resolve("Both.java"), "");
    Files.writeString(two.resolve("Both.java"), "");
    SourceRoots roots = new SourceRoots(directory);

    assertThat(roots.path("Only.java")).isEqualTo("src/main/java/a/Only.java");
    assertThat(roots.path("Both.java")).isEqualTo("Both.java");
    assertThat(roots.path("b/Both.java")).isEqualTo("stress/jcstress/java/b/Both.java");
    assertThat(roots.path("c/Gone.java")).isEqualTo("src/main/java/c/Gone.java");
    assertThat(roots.ofClass("b.Both.Inner")).contains("stress/jcstress/java/b/Both.java");
    assertThat(roots.ofClass("b.Gone")).isEmpty();
  }
}
