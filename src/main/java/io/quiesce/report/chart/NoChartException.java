package io.quiesce.report.chart;

/** A chart cannot be drawn on this machine; the message says what it needs. */
public final class NoChartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With what stopped it. */
  NoChartException(Throwable cause) {
    super(
        "no chart: Java cannot draw text on the machine that wrote this page ("
            + cause
            + "); install fontconfig and a font, such as DejaVu",
        cause);
  }
}
