package io.quiesce.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** Charts that a page can take in. */
final class TimeChartTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private static Line line(String name, long... values) {
    List<Instant> at =
        IntStream.range(0, values.length).mapToObj(i -> NOON.plusSeconds(600L * i)).toList();
    return new Line(name, at, Arrays.stream(values).boxed().toList());
  }

  private static TimeChart chart(boolean logarithmic, Line... lines) {
    return new TimeChart("c1", "a < \"b\" & c", "HH:mm", logarithmic, List.of(lines));
  }

  @Test
  void svg_twoLines_isXmlInThePagesColours() throws Exception {
    String svg = chart(true, line("walks", 10, 1000), line("<jcstress>", 5, 5_000_000)).svg();

    byte[] bytes = svg.getBytes(StandardCharsets.UTF_8);
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(bytes));
    assertThat(document.getDocumentElement().getAttribute("aria-label")).isEqualTo("a < \"b\" & c");
    assertThat(svg)
        .contains("currentColor", "var(--chart-0)", "var(--chart-1)", "var(--chart-grid)")
        .contains("id=\"c1-clipPath1\"", "url(#c1-clipPath1)")
        .doesNotContain("rgb(1,2,", "fill:white", "<!");
  }

  @Test
  void svg_zerosOnALogarithmicScale_areLeftOut() {
    assertThat(chart(true, line("a", 0, 0), line("b", 0, 7)).svg())
        .contains("var(--chart-1)")
        .doesNotContain("var(--chart-0)");
  }

  @Test
  void svg_onePointAndNone_areDrawn() {
    assertThat(chart(false, line("a", 3)).svg()).contains("var(--chart-0)");
    assertThat(chart(false).svg()).startsWith("<svg role=\"img\"");
  }

  @Test
  void line_otherNumberOfValues_isRefused() {
    assertThatThrownBy(() -> new Line("a", List.of(NOON), List.of(1L, 2L)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line 'a' has 1 times and 2 values");
  }
}
