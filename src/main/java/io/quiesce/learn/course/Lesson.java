package io.quiesce.learn.course;

import java.util.List;

/**
 * One lesson.
 *
 * @param number its place in the order, from 1
 * @param slug its name
 * @param title its heading
 * @param summary what it is about, in one line
 * @param bug name of the bug of the corpus that it comes from
 * @param variants the programs, the broken ones first
 * @param pictured the execution that it shows
 * @param exercise what the reader is to do
 * @param source the file with the programs
 * @param text Markdown with placeholders
 */
public record Lesson(
    int number,
    String slug,
    String title,
    String summary,
    String bug,
    List<Variant> variants,
    Pictured pictured,
    Exercise exercise,
    SourceFile source,
    String text) {

  /** Copies the list. */
  public Lesson {
    variants = List.copyOf(variants);
  }

  /**
   * The variant of a name.
   *
   * @throws BadLessonException if there is none
   */
  public Variant variant(String name) {
    return variants.stream()
        .filter(variant -> variant.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new BadLessonException("lesson " + slug + " has no variant '" + name + "'"));
  }

  /** The internal name of a program of this lesson. */
  public String className(String program) {
    return source.className() + "$" + program;
  }
}
