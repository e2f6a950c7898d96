package io.quiesce.bugs.corpus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads one bug from the text of its files. */
final class BugReader {
  private static final int FIRST_YEAR = 1960;
  private static final int LAST_YEAR = 2100;
  private static final int MOST_THREADS = 16;
  private static final String CONFIDENCE = "[VSM](\\*|/[VSM])?";
  private static final List<String> SECTIONS =
      List.of("# ", "## The interleaving", "## The fix", "## The rule", "## See it here");

  private static final YAMLMapper YAML =
      new YAMLMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  private final String slug;
  private final Fields fields;

  private BugReader(String slug, Fields fields) {
    this.slug = slug;
    this.fields = fields;
  }

  /**
   * Reads a bug.
   *
   * @param slug the name of its directory
   * @param patch the diff; empty if there is none
   * @throws BadBugException if something is missing, unknown or malformed
   */
  static Bug read(String slug, String yaml, String patch, String lesson) {
    String place = "bugs/" + slug + "/bug.yaml";
    try {
      JsonNode root = YAML.readTree(yaml);
      return new BugReader(slug, new Fields(place, root)).read(patch, lesson);
    } catch (JsonProcessingException e) {
      throw new BadBugException(place + ": " + e.getMessage());
    }
  }

  private Bug read(String patch, String lesson) {
    String absent = fields.optional("absent");
    requirePatch(absent, patch);
    requireLesson(absent, lesson);
    Bug bug =
        new Bug(
            slug,
            title(),
            origin(fields.mapping("origin")),
            fields.text("component"),
            fields.text("invariant"),
            fields.constant("kind", Kind.class),
            threads(),
            fields.optional("nearest"),
            absent,
            absent.isEmpty() || fields.has("tools") ? tools(fields.mapping("tools")) : Map.of(),
            patch,
            lesson);
    fields.end();
    return bug;
  }

  private void requirePatch(String absent, String patch) {
    if (absent.isEmpty() == patch.isBlank()) {
      throw fields.bad(
          patch.isBlank()
              ? "bug.patch is missing; write it, or say under 'absent' why there is none"
              : "'absent' says that there is no patch, and bug.patch is there");
    }
  }

  private void requireLesson(String absent, String lesson) {
    for (String section : absent.isEmpty() ? SECTIONS : SECTIONS.subList(0, 1)) {
      if (lesson.lines().noneMatch(line -> line.startsWith(section))) {
        throw new BadBugException("bugs/" + slug + "/lesson.md: no line '" + section.strip() + "'");
      }
    }
  }

  private String title() {
    String title = fields.text("title");
    if (title.contains("\n") || title.endsWith(".")) {
      throw fields.bad("'title' must be one line without a full stop: " + title);
    }
    return title;
  }

  private int threads() {
    int threads = fields.number("threads", 1, MOST_THREADS);
    if (threads == 0) {
      throw fields.bad("'threads' is missing");
    }
    return threads;
  }

  private static Origin origin(Fields fields) {
    Origin origin =
        new Origin(
            fields.optional("issue"),
            fields.optional("change"),
            fields.number("year", FIRST_YEAR, LAST_YEAR),
            fields.optional("source"),
            fields.text("confidence"));
    fields.end();
    if (origin.year() == 0 && origin.source().isEmpty()) {
      throw fields.bad("a bug of Go needs 'year', a classic one 'source'");
    }
    if (!origin.confidence().matches(CONFIDENCE)) {
      throw fields.bad("'confidence' is " + origin.confidence() + ", must be V, S or M");
    }
    return origin;
  }

  private static Map<Tool, Forecast> tools(Fields fields) {
    Map<Tool, Forecast> tools = new EnumMap<>(Tool.class);
    for (Tool tool : Tool.values()) {
      tools.put(tool, forecast(fields.mapping(tool.label())));
    }
    fields.end();
    if (tools.values().stream().noneMatch(one -> one.expect() == Expectation.CAUGHT)) {
      throw fields.bad("no tool is expected to catch it; write the suite that does");
    }
    return tools;
  }

  private static Forecast forecast(Fields fields) {
    Forecast forecast =
        new Forecast(
            fields.constant("expect", Expectation.class),
            fields.text("why"),
            fields.optional("first"));
    fields.end();
    try {
      Pattern.compile(forecast.first());
    } catch (PatternSyntaxException e) {
      throw fields.bad("'first' is no regular expression: " + e.getMessage());
    }
    return forecast;
  }
}
