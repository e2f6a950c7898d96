package io.quiesce.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.hunt.finding.Place;
import io.quiesce.hunt.finding.WitnessStep;
import io.quiesce.report.SampleNights;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Execution graphs as pictures. */
final class GraphTest {
  private static Document parsed(List<WitnessStep> steps, List<Place> places) throws Exception {
    String svg = new Graph("g", steps, places).svg();
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }

  private static long count(Document svg, String tag, String kind) {
    return IntStream.range(0, svg.getElementsByTagName(tag).getLength())
        .mapToObj(i -> (Element) svg.getElementsByTagName(tag).item(i))
        .filter(element -> element.getAttribute("class").equals(kind))
        .count();
  }

  @Test
  void svg_hasABoxForEachStepAndAnArrowForEachEdge() throws Exception {
    Document svg = parsed(SampleNights.steps(), SampleNights.places());

    assertThat(count(svg, "rect", "step")).isEqualTo(3);
    assertThat(count(svg, "rect", "step place")).isEqualTo(2);
    assertThat(count(svg, "text", "thread")).isEqualTo(3);
    assertThat(count(svg, "line", "po")).isEqualTo(2);
    assertThat(count(svg, "path", "rf")).isEqualTo(1);
    assertThat(count(svg, "path", "fr")).isEqualTo(1);
  }

  @Test
  void svg_missedWrite_isPointedAtByItsReader() throws Exception {
    Document svg = parsed(SampleNights.steps(), List.of());
    Element fr =
        IntStream.range(0, svg.getElementsByTagName("path").getLength())
            .mapToObj(i -> (Element) svg.getElementsByTagName("path").item(i))
            .filter(path -> path.getAttribute("class").equals("fr"))
            .findFirst()
            .orElseThrow();

    // Step 4, the reader, is two rows below step 2, the write that it does not see.
    String[] numbers = fr.getAttribute("d").replaceAll("[MC]", " ").strip().split("\\s+", -1);
    assertThat(Integer.parseInt(numbers[1]) - Integer.parseInt(numbers[7])).isBetween(90, 110);
    assertThat(Integer.parseInt(numbers[0])).isGreaterThan(Integer.parseInt(numbers[6]));
  }

  @Test
  void svg_hostileText_staysText() throws Exception {
    String attack = "write A<b>.x = \"</text><script>\" & 1";
    Document svg =
        parsed(List.of(new WitnessStep(1, 0, attack, "<plain>", "A.java:1", -1, 0)), List.of());

    assertThat(svg.getElementsByTagName("script").getLength()).isZero();
    assertThat(svg.getDocumentElement().getTextContent()).contains(attack, "<plain>  A.java:1");
  }

  @Test
  void svg_readInItsOwnThread_bowsBesideTheColumn() throws Exception {
    Document svg =
        parsed(
            List.of(
                new WitnessStep(1, 3, "write x", "", "", -1, 0),
                new WitnessStep(2, 3, "read x", "", "", 1, 0)),
            List.of());

    assertThat(count(svg, "path", "rf")).isEqualTo(1);
    assertThat(count(svg, "text", "thread")).isEqualTo(1);
  }

  @Test
  void place_withoutALine_marksNothing() throws Exception {
    Place unknown = new Place("StackPool.java", 0, "write", "");

    assertThat(count(parsed(SampleNights.steps(), List.of(unknown)), "rect", "step place"))
        .isZero();
  }
}
