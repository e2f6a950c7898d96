package io.quiesce.hunt.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The source of a jcstress class for a history: the Lincheck test with that class inside, without
 * anything of Lincheck's, and with the classes of the suite that it uses.
 *
 * <p>These stand beside it in the same directory, and are found by their names. They become nested,
 * so that what is made of them does not stand in the way of those of the suite.
 */
final class HistorySource {
  private static final String SUFFIX = ".java";

  private final String directory;
  private final Map<String, Path> beside;
  private final Map<String, WithoutLincheck> used = new LinkedHashMap<>();

  private HistorySource(String directory, Map<String, Path> beside) {
    this.directory = directory;
    this.beside = beside;
  }

  /**
   * The text.
   *
   * @param path of the test's source below its root
   * @param file the test's source
   * @param owner the test's class
   * @param inside goes to the end of that class
   */
  static String of(String path, Path file, Class<?> owner, HistoryText inside) throws IOException {
    String text = Files.readString(file);
    HistorySource source =
        new HistorySource(path.substring(0, path.lastIndexOf('/') + 1), beside(file));
    source.use(text);
    WithoutLincheck test = new WithoutLincheck(path, text);
    SortedSet<String> imports = new TreeSet<>(inside.imports());
    imports.addAll(test.imports());
    source.used.values().forEach(one -> imports.addAll(one.imports()));
    String classes =
        source.used.values().stream().map(WithoutLincheck::nested).collect(Collectors.joining());
    return test.whole(imports, owner, inside.text() + classes);
  }

  private static Map<String, Path> beside(Path file) throws IOException {
    Map<String, Path> sources = new TreeMap<>();
    try (Stream<Path> files = Files.list(file.toAbsolutePath().getParent())) {
      List<Path> others =
          files.filter(one -> !one.getFileName().equals(file.getFileName())).toList();
      for (Path one : others) {
        String name = one.getFileName().toString();
        if (name.endsWith(SUFFIX) && !name.equals("package-info.java")) {
          sources.put(name.substring(0, name.length() - SUFFIX.length()), one);
        }
      }
    }
    return sources;
  }

  /** Finds what a text uses, and what that uses. */
  private void use(String text) throws IOException {
    Deque<String> texts = new ArrayDeque<>(List.of(text));
    while (!texts.isEmpty()) {
      String next = texts.remove();
      for (Map.Entry<String, Path> one : beside.entrySet()) {
        String name = one.getKey();
        boolean mentioned = Pattern.compile("\\b" + name + "\\b").matcher(next).find();
        if (mentioned && !used.containsKey(name)) {
          String found = Files.readString(one.getValue());
          used.put(name, new WithoutLincheck(directory + name + SUFFIX, found));
          texts.add(found);
        }
      }
    }
  }
}
