package io.quiesce.learn.page;

import io.quiesce.learn.course.Lesson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The static site: an index and a page for each lesson, without anything from elsewhere. */
public final class Site {
  private static final String TEMPLATE = "/course-site/page.html";
  private static final String INDEX = "index.html";

  private final List<Findings> all;

  /** The site of these lessons, in their order. */
  public Site(List<Findings> all) {
    this.all = List.copyOf(all);
  }

  /** Writes it to a directory, and returns the index. */
  public Path write(Path directory) throws IOException {
    Files.createDirectories(directory);
    for (int i = 0; i < all.size(); i++) {
      Files.writeString(directory.resolve(file(all.get(i).lesson())), page(i));
    }
    Path index = directory.resolve(INDEX);
    Files.writeString(index, index());
    return index;
  }

  private static String file(Lesson lesson) {
    return lesson.slug() + ".html";
  }

  private String page(int at) throws IOException {
    Findings findings = all.get(at);
    Lesson lesson = findings.lesson();
    String body = MarkdownPage.html(new Filler(findings, new HtmlMedium()).markdown());
    return filled(
        lesson.number() + ". " + lesson.title(),
        navigation(at),
        problems(findings.problems()) + body,
        findings.stamp());
  }

  private String navigation(int at) {
    String before = at == 0 ? "" : link(at - 1, "before: ");
    String after = at == all.size() - 1 ? "" : link(at + 1, "next: ");
    return "<a href=\"" + INDEX + "\">The course</a>" + before + after;
  }

  private String link(int at, String word) {
    Lesson lesson = all.get(at).lesson();
    return "<a href=\"" + file(lesson) + "\">" + word + Highlighter.escape(lesson.title()) + "</a>";
  }

  private static String problems(List<String> problems) {
    return problems.stream()
        .map(line -> "<p class=\"problem\">" + Highlighter.escape(line) + "</p>\n")
        .collect(Collectors.joining());
  }

  private String index() throws IOException {
    String rows =
        all.stream().map(Site::row).collect(Collectors.joining("\n", "<ol>\n", "\n</ol>\n"));
    String intro =
        "<p>What goes wrong between threads, from code that runs. Each table of outcomes comes from"
            + " visiting every execution that the Java memory model allows; each frequency was"
            + " measured by jcstress on the machine named below; each proof names the number of"
            + " executions that stand behind it.</p>\n";
    return filled("The memory model, by what goes wrong", "", intro + rows, all.get(0).stamp());
  }

  private static String row(Findings findings) {
    Lesson lesson = findings.lesson();
    return "<li><a href=\""
        + file(lesson)
        + "\">"
        + Highlighter.escape(lesson.title())
        + "</a><br><small>"
        + Highlighter.escape(lesson.summary())
        + (findings.problems().isEmpty() ? "" : " <b class=\"problem\">does not hold</b>")
        + "</small></li>";
  }

  private static String filled(String title, String navigation, String body, Stamp stamp)
      throws IOException {
    return template()
        .replace("{{title}}", Highlighter.escape(title))
        .replace("{{navigation}}", navigation)
        .replace("{{stamp}}", Highlighter.escape(stamp.toString()))
        .replace("{{body}}", body);
  }

  private static String template() throws IOException {
    try (InputStream in = Site.class.getResourceAsStream(TEMPLATE)) {
      if (in == null) {
        throw new IOException("the product has no " + TEMPLATE);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
