package io.quiesce.report.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.w3c.dom.Document;

/**
 * Draws a chart by AWT. All that touches AWT is in this class, so that nothing fails before.
 *
 * <p>The colours are the page's: text and axes take {@code currentColor}, grid lines {@code
 * --chart-grid}, and the lines {@code --chart-0}, {@code --chart-1} and so on. For that the chart
 * is drawn in colours that stand for them, which are then replaced.
 */
final class Drawing {
  private static final int WIDTH = 860;
  private static final int HEIGHT = 280;
  private static final int MOST_MARKERS = 40;
  private static final String NAMESPACE = "http://www.w3.org/2000/svg";
  private static final Color NONE = new Color(0, 0, 0, 0);
  private static final Color INK = new Color(1, 2, 3);
  private static final Color GRID = new Color(1, 2, 4);
  private static final int BLUE_OF_FIRST_LINE = 10;
  private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 11);

  private final TimeChart chart;

  Drawing(TimeChart chart) {
    this.chart = chart;
  }

  String svg() {
    XYChart drawn = new XYChartBuilder().width(WIDTH).height(HEIGHT).build();
    style(drawn.getStyler());
    for (int i = 0; i < chart.lines().size(); i++) {
      add(drawn, chart.lines().get(i), new Color(1, 2, BLUE_OF_FIRST_LINE + i));
    }
    SVGGeneratorContext context = SVGGeneratorContext.createDefault(document());
    context.setPrecision(1);
    context.setComment(null);
    SVGGraphics2D graphics = new SVGGraphics2D(context, true);
    drawn.paint(graphics, WIDTH, HEIGHT);
    StringWriter text = new StringWriter();
    try {
      graphics.stream(graphics.getRoot(), text, true, false);
    } catch (IOException e) {
      throw new IllegalStateException("a string cannot be written", e);
    }
    return forThePage(text.toString());
  }

  private static Document document() {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .getDOMImplementation()
          .createDocument(NAMESPACE, "svg", null);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("Java has no XML parser", e);
    }
  }

  private void add(XYChart drawn, Line line, Color colour) {
    List<Integer> shown =
        IntStream.range(0, line.at().size())
            .filter(i -> !chart.logarithmic() || line.values().get(i) > 0)
            .boxed()
            .toList();
    if (shown.isEmpty()) {
      return;
    }
    XYSeries series =
        drawn.addSeries(
            line.name(),
            shown.stream().map(i -> Date.from(line.at().get(i))).toList(),
            shown.stream().map(line.values()::get).toList());
    series.setLineColor(colour).setLineStyle(new BasicStroke(2));
    series.setMarkerColor(colour);
    series.setMarker(shown.size() > MOST_MARKERS ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE);
  }

  private void style(XYStyler style) {
    style.setLocale(Locale.ROOT).setChartTitleVisible(false).setMarkerSize(5);
    style.setChartBackgroundColor(NONE).setPlotBackgroundColor(NONE).setPlotBorderVisible(false);
    style.setLegendBackgroundColor(NONE).setLegendBorderColor(NONE).setLegendFont(FONT);
    style.setChartFontColor(INK);
    style.setAxisTitlesVisible(false).setAxisTickLabelsFont(FONT).setAxisTickLabelsColor(INK);
    style.setAxisTickMarksColor(INK).setPlotGridLinesColor(GRID);
    style.setPlotGridLinesStroke(new BasicStroke(1)).setXAxisMaxLabelCount(8);
    style.setDatePattern(chart.pattern()).setTimezone(TimeZone.getTimeZone("UTC"));
    style.setYAxisLogarithmic(chart.logarithmic()).setYAxisLogarithmicDecadeOnly(true);
    style.setYAxisDecimalPattern("#,##0");
    if (!chart.logarithmic()) {
      style.setYAxisMin(0.0);
    }
  }

  /** Without what belongs to files, with names of its own and the page's colours. */
  private String forThePage(String drawn) {
    String text =
        drawn
            .substring(drawn.indexOf("<svg") + "<svg".length())
            .replaceAll("\\s+(?=/?>)|(?<=>)\\s+(?=<)", "")
            .replace("id=\"", "id=\"" + chart.id() + "-")
            .replace("url(#", "url(#" + chart.id() + "-")
            .replace("rgb(1,2,3)", "currentColor")
            .replace("rgb(1,2,4)", "var(--chart-grid)");
    for (int i = 0; i < chart.lines().size(); i++) {
      String colour = "rgb(1,2," + (BLUE_OF_FIRST_LINE + i) + ")";
      text = text.replace(colour, "var(--chart-" + i + ")");
    }
    String title = chart.title().replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    return String.format(
            Locale.ROOT,
            "<svg role=\"img\" aria-label=\"%s\" class=\"chart\" viewBox=\"0 0 %d %d\"",
            title,
            WIDTH,
            HEIGHT)
        + text;
  }
}
