package io.quiesce.learn.course;

import io.quiesce.bugs.place.Product;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All lessons that the product carries, in their order. Immutable. */
public final class Course {
  private static final String ROOT = "course/";
  private static final String SOURCES = "course-sources/";
  private static final Pattern DIRECTORY = Pattern.compile("(\\d\\d)-([a-z0-9]+(?:-[a-z0-9]+)*)");
  private static final Set<String> FILES = Set.of("lesson.yaml", "lesson.md");

  private final List<Lesson> lessons;

  private Course(List<Lesson> lessons) {
    this.lessons = List.copyOf(lessons);
  }

  /**
   * Reads all lessons.
   *
   * @throws BadLessonException if one does not keep to the form, or a number is missing
   * @throws IOException if the product cannot be read
   */
  public static Course of(Product product) throws IOException {
    Set<String> directories = new TreeSet<>();
    for (String file : product.list(ROOT)) {
      String[] parts = file.substring(ROOT.length()).split("/", -1);
      if (parts.length != 2
          || !DIRECTORY.matcher(parts[0]).matches()
          || !FILES.contains(parts[1])) {
        throw new BadLessonException(file + ": a lesson is a directory of " + new TreeSet<>(FILES));
      }
      directories.add(parts[0]);
    }
    List<Lesson> lessons = new ArrayList<>();
    for (String directory : directories) {
      lessons.add(read(product, directory, lessons.size() + 1));
    }
    return new Course(lessons);
  }

  private static Lesson read(Product product, String directory, int number) throws IOException {
    Matcher matcher = DIRECTORY.matcher(directory);
    if (!matcher.matches() || Integer.parseInt(matcher.group(1)) != number) {
      throw new BadLessonException(ROOT + directory + ": the number of this lesson is " + number);
    }
    String place = ROOT + directory + "/lesson.yaml";
    LessonReader reader = LessonReader.of(place, product.text(place));
    return reader.read(
        number,
        matcher.group(2),
        product.text(SOURCES + reader.source() + ".java"),
        product.text(ROOT + directory + "/lesson.md"));
  }

  /** All of them, in their order. */
  public List<Lesson> lessons() {
    return lessons;
  }

  /** The lesson after one, if there is any. */
  public Optional<Lesson> after(Lesson lesson) {
    return lessons.stream().filter(other -> other.number() == lesson.number() + 1).findFirst();
  }

  /** The lesson before one, if there is any. */
  public Optional<Lesson> before(Lesson lesson) {
    return lessons.stream().filter(other -> other.number() == lesson.number() - 1).findFirst();
  }

  /**
   * The lesson of a name or a number.
   *
   * @throws UnknownLessonException if there is none
   */
  public Lesson find(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    return lessons.stream()
        .filter(one -> one.slug().equals(wanted) || String.valueOf(one.number()).equals(wanted))
        .findFirst()
        .orElseThrow(() -> new UnknownLessonException(unknown(wanted)));
  }

  private String unknown(String name) {
    List<String> near =
        lessons.stream()
            .map(Lesson::slug)
            .filter(slug -> !name.isEmpty() && (slug.contains(name) || name.contains(slug)))
            .toList();
    String hint = near.isEmpty() ? "'learn' lists all" : "did you mean " + near + "?";
    return "no lesson '" + name + "' among " + lessons.size() + "; " + hint;
  }
}
