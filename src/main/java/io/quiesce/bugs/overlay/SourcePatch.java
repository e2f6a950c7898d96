package io.quiesce.bugs.overlay;

import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.Patch;
import com.github.difflib.patch.PatchFailedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A unified diff against the subject's sources. Immutable. */
public final class SourcePatch {
  private static final String OLD = "--- a/src/main/java/";
  private static final String NEW = "+++ b/src/main/java/";

  private final String name;
  private final List<String> lines;
  private final Map<String, Patch<String>> files = new LinkedHashMap<>();

  /**
   * Reads a diff.
   *
   * @param name of the bug, for messages
   * @throws OverlayException if it is none, or changes anything but files of the subject
   */
  public SourcePatch(String name, String text) {
    this.name = name;
    this.lines = text.lines().toList();
    List<Integer> starts = new ArrayList<>();
    for (int i = 0; i + 1 < lines.size(); i++) {
      if (lines.get(i).startsWith("--- ") && lines.get(i + 1).startsWith("+++ ")) {
        starts.add(i);
      }
    }
    if (starts.isEmpty()) {
      throw bad("has no line '" + OLD + "...' before a line '" + NEW + "...'");
    }
    starts.add(lines.size());
    for (int i = 0; i + 1 < starts.size(); i++) {
      read(lines.subList(starts.get(i), starts.get(i + 1)));
    }
  }

  private void read(List<String> section) {
    String path = path(section.get(0), OLD);
    if (!path.equals(path(section.get(1), NEW))) {
      throw bad("renames " + path + "; a bug changes files in their place");
    }
    Patch<String> patch = UnifiedDiffUtils.parseUnifiedDiff(section);
    if (patch.getDeltas().isEmpty() || files.put(path, patch) != null) {
      throw bad("changes nothing in " + path + ", or has it twice");
    }
  }

  private String path(String line, String prefix) {
    if (!line.startsWith(prefix) || line.contains("\t")) {
      throw bad("'" + line + "' must be '" + prefix + "FILE', without a date");
    }
    return line.substring(prefix.length());
  }

  private OverlayException bad(String what) {
    return new OverlayException("the patch of " + name + " " + what);
  }

  /** The files that it changes, as {@code io/quiesce/...java}. */
  public List<String> files() {
    return List.copyOf(files.keySet());
  }

  /** The packages of these files, with dots. */
  public List<String> packages() {
    return files.keySet().stream()
        .map(file -> file.substring(0, file.lastIndexOf('/')).replace('/', '.'))
        .distinct()
        .toList();
  }

  /** Lines added and removed, as {@code +3 -1}. */
  public String size() {
    return "+" + count('+') + " -" + count('-');
  }

  private long count(char mark) {
    String header = String.valueOf(mark).repeat(3);
    return lines.stream().filter(l -> l.indexOf(mark) == 0 && !l.startsWith(header)).count();
  }

  /**
   * Whether it may change a constant, which javac copies into the classes that use it.
   *
   * <p>Those classes are not in the patch, so all of the subject must be compiled anew.
   */
  boolean touchesConstants() {
    return lines.stream()
        .filter(line -> line.startsWith("-") || line.startsWith("+"))
        .anyMatch(line -> line.contains("static final"));
  }

  /**
   * The text of one of {@link #files} with the change.
   *
   * @throws OverlayException if the lines that it expects are not there
   */
  String apply(String file, String pristine) {
    try {
      List<String> patched = files.get(file).applyFuzzy(pristine.lines().toList(), 0);
      return String.join("\n", patched) + "\n";
    } catch (PatchFailedException e) {
      throw bad("does not apply to " + file + ": " + e.getMessage());
    }
  }
}
