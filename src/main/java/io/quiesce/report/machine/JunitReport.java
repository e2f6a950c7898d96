package io.quiesce.report.machine;

import io.quiesce.hunt.model.Planted;
import io.quiesce.hunt.model.Verdict;
import io.quiesce.report.view.Cell;
import io.quiesce.report.view.Column;
import io.quiesce.report.view.Judgement;
import io.quiesce.report.view.NightView;
import io.quiesce.report.view.Status;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A night as JUnit XML: a suite for each engine and JDK with a test for each scenario, and a suite
 * of what makes the night sound: its planted bugs, and that it ran and ended.
 *
 * <p>Found is a failure, never ran is an error; what is vacuous or stopped at a bound is skipped,
 * since it proves nothing.
 */
public final class JunitReport {
  private final NightView night;
  private final XMLStreamWriter xml;
  private final StringWriter text = new StringWriter();

  private JunitReport(NightView night) throws XMLStreamException {
    this.night = night;
    this.xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
  }

  /** The file. */
  public static String of(NightView night) {
    try {
      JunitReport report = new JunitReport(night);
      report.write();
      return report.text.toString();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a report cannot be written as XML", e);
    }
  }

  private void write() throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    open("testsuites");
    attribute("name", night.id());
    for (Column column : night.matrix().columns()) {
      suite(
          column, night.matrix().cells().stream().filter(c -> c.column().equals(column)).toList());
    }
    soundness();
    xml.writeEndElement();
    xml.writeCharacters("\n");
    xml.writeEndDocument();
    xml.close();
  }

  private void suite(Column column, List<Cell> cells) throws XMLStreamException {
    open("testsuite");
    attribute("name", column.toString());
    attribute("timestamp", night.started().toString());
    attribute("tests", cells.size());
    attribute("failures", count(cells, v -> v == Verdict.FOUND));
    attribute("errors", count(cells, v -> v == Verdict.NEVER_RAN));
    attribute("skipped", count(cells, v -> v == Verdict.VACUOUS || v == Verdict.BOUND));
    for (Cell cell : cells) {
      test(cell.scenario(), column.toString(), cell.time().toMillis());
      switch (cell.verdict()) {
        case FOUND -> ended("failure", String.join(" ", cell.findings()) + " " + cell.note());
        case NEVER_RAN -> ended("error", cell.note());
        case VACUOUS, BOUND -> ended("skipped", cell.verdict().label() + ": " + cell.note());
        case PASSED, PROVED -> {}
      }
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private static long count(List<Cell> cells, Predicate<Verdict> which) {
    return cells.stream().map(Cell::verdict).filter(which).count();
  }

  private void soundness() throws XMLStreamException {
    List<Planted> planted = night.planted();
    Status status = night.status();
    boolean sound = status == Status.CLEAN || status == Status.FOUND;
    long missed = planted.stream().filter(p -> p.state() == Planted.State.MISSED).count();
    long pending = planted.stream().filter(p -> p.state() == Planted.State.PENDING).count();
    open("testsuite");
    attribute("name", "the night itself");
    attribute("timestamp", night.started().toString());
    attribute("tests", planted.size() + 1);
    attribute("failures", missed + (sound ? 0 : 1));
    attribute("errors", pending);
    attribute("skipped", 0);
    test("night", "sound", 0);
    if (!sound) {
      ended("failure", Judgement.line(night));
    }
    xml.writeEndElement();
    for (Planted one : planted) {
      test("planted." + one.bug(), one.tool(), one.time().toMillis());
      switch (one.state()) {
        case MISSED -> ended("failure", "missed: " + one.note());
        case PENDING -> ended("error", "not looked for");
        case FOUND -> {}
      }
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private void test(String className, String name, long millis) throws XMLStreamException {
    open("testcase");
    attribute("classname", className);
    attribute("name", name);
    attribute("time", String.format(Locale.ROOT, "%.3f", millis / 1e3));
  }

  private void ended(String how, String message) throws XMLStreamException {
    xml.writeEmptyElement(how);
    attribute("message", message);
  }

  private void open(String name) throws XMLStreamException {
    xml.writeCharacters("\n");
    xml.writeStartElement(name);
  }

  /** XML cannot hold most control characters, escaped or not. */
  private void attribute(String name, Object value) throws XMLStreamException {
    String legal =
        value.toString().replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]", "?");
    xml.writeAttribute(name, legal);
  }
}
