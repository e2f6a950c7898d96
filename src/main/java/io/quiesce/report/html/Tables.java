package io.quiesce.report.html;

import static j2html.TagCreator.button;
import static j2html.TagCreator.caption;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import j2html.tags.DomContent;
import j2html.tags.specialized.TdTag;
import j2html.tags.specialized.ThTag;
import j2html.tags.specialized.TrTag;
import java.util.List;

/** Tables that can be read aloud, sorted by their headings, and scrolled. */
final class Tables {
  private Tables() {}

  /**
   * A table.
   *
   * @param id its id
   * @param caption what it shows
   * @param heads the headings, each of which sorts
   * @param rows its rows
   */
  static DomContent sortable(String id, String caption, List<String> heads, List<TrTag> rows) {
    return div(table(
                caption(caption),
                thead(
                    tr(
                        each(
                            heads,
                            head -> th(button(head).withType("button")).attr("scope", "col")))),
                tbody(each(rows, row -> row)))
            .withId(id)
            .withClass("sortable"))
        .withClass("scroll")
        .attr("tabindex", "0");
  }

  /** The first cell of a row, which names it. */
  static ThTag rowHead(DomContent... content) {
    return th(content).attr("scope", "row");
  }

  /** A cell with a number. */
  static TdTag number(long value) {
    return td(Words.number(value)).withClass("number").attr("data-key", value);
  }

  /** A cell that sorts by something else than its text. */
  static TdTag keyed(String text, Object key) {
    return td(text).attr("data-key", key.toString());
  }
}
