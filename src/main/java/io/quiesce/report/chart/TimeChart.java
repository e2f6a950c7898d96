package io.quiesce.report.chart;

import java.awt.AWTError;
import java.util.List;

/**
 * Values over time, as SVG.
 *
 * @param id unlike that of any other chart of the page
 * @param title for those who cannot see it
 * @param pattern of dates, such as {@code HH:mm}; times are UTC
 * @param logarithmic whether the values are on a scale of powers of ten; zeros are then left out
 * @param lines what to draw
 */
public record TimeChart(
    String id, String title, String pattern, boolean logarithmic, List<Line> lines) {
  /** Copies the list. */
  public TimeChart {
    lines = List.copyOf(lines);
  }

  /**
   * The picture, to be put into a page as it is.
   *
   * @throws NoChartException if AWT does not work here
   */
  public String svg() {
    try {
      return new Drawing(this).svg();
    } catch (RuntimeException | LinkageError | AWTError | InternalError e) {
      throw new NoChartException(e);
    }
  }
}
