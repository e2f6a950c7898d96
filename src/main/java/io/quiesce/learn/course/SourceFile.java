package io.quiesce.learn.course;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The Java file of a lesson: one class with the programs nested in it. Relies on the formatter of
 * the build: a nested class begins at the line after an empty one, and ends at the first line that
 * is a brace indented by two.
 *
 * @param path below the root of the course's sources, without {@code .java}
 * @param text its text
 */
public record SourceFile(String path, String text) {
  private static final String INDENT = "  ";
  private static final String END = INDENT + "}";

  /** The internal name of the class that holds the programs. */
  public String className() {
    return path;
  }

  /** The binary name of a nested program, as jcstress prints it. */
  public String binaryName(String program) {
    return path.replace('/', '.') + "." + program;
  }

  /** Whether a program is in it. */
  public boolean has(String program) {
    return start(program) >= 0;
  }

  private List<String> lines() {
    return text.lines().toList();
  }

  private int start(String program) {
    List<String> lines = lines();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).matches(INDENT + "public static class " + program + "\\b.*")) {
        return i;
      }
    }
    return -1;
  }

  /**
   * The text of a nested program with its annotations and comments, not indented.
   *
   * @throws BadLessonException if it is not there
   */
  public String program(String name) {
    int declaration = start(name);
    if (declaration < 0) {
      throw new BadLessonException(path + ".java has no class " + name);
    }
    List<String> lines = lines();
    int from = declaration;
    while (!lines.get(from - 1).isEmpty()) {
      from--;
    }
    int to = declaration;
    while (!lines.get(to).equals(END)) {
      to++;
    }
    return lines.subList(from, to + 1).stream()
        .map(line -> line.startsWith(INDENT) ? line.substring(INDENT.length()) : line)
        .collect(Collectors.joining("\n"));
  }

  /** A nested program as a file of its own, with the imports of the whole, in no package. */
  public String standalone(String program) {
    Predicate<String> isImport = line -> line.startsWith("import ");
    List<String> parts = new ArrayList<>(lines().stream().filter(isImport).toList());
    parts.add("");
    parts.add(program(program).replaceFirst("public static class", "public class"));
    return String.join("\n", parts) + "\n";
  }
}
