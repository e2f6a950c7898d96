package io.quiesce.cli;

import io.quiesce.explore.java.ClassPath;
import io.quiesce.explore.jcstress.TestCase;
import io.quiesce.explore.jcstress.TestScanner;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Option;

/** Which jcstress classes are explored. */
final class TestOptions {
  @Option(
      names = "--classes",
      required = true,
      paramLabel = "DIR|JAR",
      description = "where the compiled tests and the code they call are; may be repeated")
  private List<Path> classes;

  @Option(
      names = "--test",
      defaultValue = ".*",
      paramLabel = "REGEX",
      description = "which tests, by a part of their class name")
  private String filter;

  /** All classes. */
  ClassPath path() {
    return new ClassPath(classes);
  }

  /**
   * The tests among them that were asked for.
   *
   * @throws IllegalArgumentException if they are asked for by what is no regular expression
   */
  List<TestCase> tests(ClassPath path) {
    Pattern pattern;
    try {
      pattern = Pattern.compile(filter);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("--test is no regular expression: " + e.getMessage(), e);
    }
    return new TestScanner(path)
        .findAll(
            path.names().stream()
                .filter(name -> pattern.matcher(name.replace('/', '.')).find())
                .toList());
  }

  /** What to say if there are none. */
  String nothing() {
    return "no class with @JCStressTest under " + classes + " matches '" + filter + "'";
  }
}
