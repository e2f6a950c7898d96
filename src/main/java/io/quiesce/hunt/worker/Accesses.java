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

/**
 * Which accesses of a witness are the finding.
 *
 * <p>Where a read does not see a newer write, the missing edge is it: the write and the read. Where
 * every read sees the newest, the bug is in the interleaving, and the last communication between
 * two threads is taken: the last read of what another thread wrote. Where there is none, there are
 * no accesses to name.
 */
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
    List<Step> steps = witness.steps();
    for (Step step : steps) {
      if (step.missed() > 0) {
        return pair(steps.get(step.missed() - 1), step);
      }
    }
    for (int i = steps.size() - 1; i >= 0; i--) {
      Step reader = steps.get(i);
      if (reader.readsFrom() > 0) {
        Step writer = steps.get(reader.readsFrom() - 1);
        if (writer.thread() != reader.thread()) {
          return pair(writer, reader);
        }
      }
    }
    return List.of();
  }

  private List<Place> pair(Step writer, Step reader) {
    return List.of(place(writer), place(reader));
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
