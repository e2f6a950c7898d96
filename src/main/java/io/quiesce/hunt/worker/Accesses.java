package io.quiesce.hunt.worker;

import io.quiesce.explore.report.Step;
import io.quiesce.explore.report.Witness;
import io.quiesce.hunt.finding.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The accesses of a witness that are to blame, with the paths of their files. */
final class Accesses {
  private static final Pattern LINE = Pattern.compile("([\\w$]+\\.java):(\\d+).*");

  /** The product carries scenarios below this name, which are among the classes anyhow. */
  private static final String CARRIED = "scenarios/";

  /** Paths by bare file names; empty for a name that several packages have. */
  private final Map<String, String> paths = new HashMap<>();

  /**
   * With the classes that there are.
   *
   * @param classNames internal names
   */
  Accesses(List<String> classNames) {
    for (String name : classNames) {
      if (name.startsWith(CARRIED)) {
        continue;
      }
      int slash = name.lastIndexOf('/');
      String simple = name.substring(slash + 1);
      if (!simple.contains("$")) {
        String file = simple + ".java";
        paths.merge(file, name.substring(0, slash + 1) + file, (one, other) -> "");
      }
    }
  }

  /** The accesses of the finding that a witness shows. */
  List<Place> of(Witness witness) {
    return witness.toBlame().stream().map(this::place).toList();
  }

  private Place place(Step step) {
    Matcher matcher = LINE.matcher(step.line());
    boolean known = matcher.matches();
    String file = known ? matcher.group(1) : step.line();
    String path = Optional.ofNullable(paths.get(file)).filter(p -> !p.isEmpty()).orElse(file);
    return new Place(
        path, known ? Integer.parseInt(matcher.group(2)) : 0, step.withoutValues(), step.mode());
  }
}
