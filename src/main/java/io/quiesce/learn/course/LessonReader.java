package io.quiesce.learn.course;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quiesce.explore.model.Model;
import java.util.List;

/** Reads one lesson from the text of its files. Unknown keys are errors. */
final class LessonReader {
  private static final YAMLMapper YAML =
      new YAMLMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  private final String place;
  private final Header header;

  /** The file as it is written. */
  record Header(
      @JsonProperty("title") String title,
      @JsonProperty("summary") String summary,
      @JsonProperty("source") String source,
      @JsonProperty("bug") String bug,
      @JsonProperty("variants") List<Entry> variants,
      @JsonProperty("graph") Graph graph,
      @JsonProperty("exercise") Task exercise) {}

  /** A variant as it is written. */
  record Entry(
      @JsonProperty("name") String name,
      @JsonProperty("program") String program,
      @JsonProperty("shows") String shows,
      @JsonProperty("verdict") String verdict,
      @JsonProperty("reachable") List<String> reachable,
      @JsonProperty("unreachable") List<String> unreachable,
      @JsonProperty("model") String model,
      @JsonProperty("tearing") boolean tearing,
      @JsonProperty("slow") boolean slow) {}

  /** The execution to show, as it is written. */
  record Graph(@JsonProperty("variant") String variant, @JsonProperty("outcome") String outcome) {}

  /** The exercise as it is written. */
  record Task(
      @JsonProperty("task") String task,
      @JsonProperty("require") List<String> require,
      @JsonProperty("allow") List<String> allow) {}

  private LessonReader(String place, Header header) {
    this.place = place;
    this.header = header;
  }

  /**
   * A reader of a lesson's {@code lesson.yaml}.
   *
   * @param place its name, for messages
   */
  static LessonReader of(String place, String yaml) {
    try {
      Header header = YAML.readValue(yaml, Header.class);
      return new LessonReader(place, header);
    } catch (JsonProcessingException e) {
      throw new BadLessonException(place + ": " + e.getOriginalMessage());
    }
  }

  /** The file with the programs, below the root of the course's sources. */
  String source() {
    return text("source", header.source());
  }

  /** The lesson. */
  Lesson read(int number, String slug, String source, String text) {
    if (header.variants() == null || header.graph() == null || header.exercise() == null) {
      throw bad("'variants', 'graph' and 'exercise' must be there");
    }
    Lesson lesson =
        new Lesson(
            number,
            slug,
            text("title", header.title()),
            text("summary", header.summary()),
            text("bug", header.bug()),
            header.variants().stream().map(this::variant).toList(),
            new Pictured(
                text("graph: variant", header.graph().variant()),
                text("graph: outcome", header.graph().outcome())),
            exercise(header.exercise()),
            new SourceFile(source(), source),
            text);
    check(lesson);
    return lesson;
  }

  private Variant variant(Entry entry) {
    String name = text("name", entry.name());
    return new Variant(
        name,
        entry.program() == null ? name : entry.program(),
        text("shows", entry.shows()),
        holds(entry.verdict()),
        listed(entry.reachable()),
        listed(entry.unreachable()),
        model(entry.model()),
        entry.tearing(),
        entry.slow());
  }

  private Model model(String label) {
    if (label == null) {
      return Model.JMM;
    }
    for (Model model : Model.values()) {
      if (model.label().equals(label)) {
        return model;
      }
    }
    throw bad("'model' is " + label + ", which is none");
  }

  private boolean holds(String verdict) {
    return switch (text("verdict", verdict)) {
      case "proved" -> true;
      case "refuted" -> false;
      default -> throw bad("'verdict' is " + verdict + ", must be proved or refuted");
    };
  }

  private Exercise exercise(Task task) {
    if (listed(task.require()).isEmpty()) {
      throw bad("'exercise: require' must name an outcome, or doing nothing would be a solution");
    }
    return new Exercise(text("task", task.task()), listed(task.require()), listed(task.allow()));
  }

  private void check(Lesson lesson) {
    lesson.variant(lesson.pictured().variant());
    for (String program : List.of(Exercise.PROGRAM, Exercise.SOLUTION)) {
      lesson.source().program(program);
    }
    lesson.variants().forEach(variant -> lesson.source().program(variant.program()));
    if (lesson.variants().stream().allMatch(Variant::holds)
        || lesson.variants().stream().noneMatch(Variant::holds)) {
      throw bad("'variants' must have one that is refuted and one that is proved");
    }
  }

  private static List<String> listed(List<String> list) {
    return list == null ? List.of() : list;
  }

  private String text(String key, String value) {
    if (value == null || value.isBlank()) {
      throw bad("'" + key + "' is missing or empty");
    }
    return value.strip();
  }

  private BadLessonException bad(String what) {
    return new BadLessonException(place + ": " + what);
  }
}
