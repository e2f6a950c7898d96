package io.quiesce.report.html;

import static j2html.TagCreator.body;
import static j2html.TagCreator.document;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.head;
import static j2html.TagCreator.html;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.script;
import static j2html.TagCreator.section;
import static j2html.TagCreator.style;
import static j2html.TagCreator.title;

import io.quiesce.report.chart.NoChartException;
import io.quiesce.report.chart.TimeChart;
import io.quiesce.report.view.Status;
import j2html.tags.DomContent;
import j2html.tags.specialized.PTag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The frame of each page, and what pages have in common. */
final class Page {
  private Page() {}

  /** A whole page. */
  static String of(String title, List<? extends DomContent> content) {
    return document(
        html(
                head(
                    meta().withCharset("utf-8"),
                    meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
                    title(title),
                    style(rawHtml(resource("page.css")))),
                body(main(each(content, part -> part)), script(rawHtml(resource("sort.js")))))
            .withLang("en"));
  }

  /** A section with its heading, which links lead to. */
  static DomContent part(String id, String heading, DomContent... content) {
    return section(h2(heading)).with(content).withId(id);
  }

  /** The coloured line at the top. */
  static PTag banner(Status status, String text) {
    return p(text).withClasses("banner", "s-" + status.name()).attr("role", "status");
  }

  /** A chart, or why there is none. */
  static DomContent chart(TimeChart chart) {
    try {
      return rawHtml(chart.svg());
    } catch (NoChartException e) {
      return p(e.getMessage()).withClass("faint");
    }
  }

  private static String resource(String name) {
    try (InputStream in = Page.class.getResourceAsStream("/report/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the product has no /report/" + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("/report/" + name + " cannot be read", e);
    }
  }
}
