package io.quiesce.hunt.plan;

import io.quiesce.bugs.place.Checkout;
import io.quiesce.explore.java.ClassPath;
import io.quiesce.explore.jcstress.TestScanner;
import io.quiesce.hunt.model.Engine;
import io.quiesce.hunt.model.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * All scenarios that there are here, with the hashes of their code.
 *
 * <p>What the explorer can run is found among compiled classes. Of a checkout's stress suites only
 * the sources are read, so that a short night need not compile them: a jcstress test is a scenario
 * whose source is in that suite, a Lincheck test a source with {@code @ModelChecked}.
 */
public final class Catalogue {
  private static final String JAVA = ".java";

  private final Map<Scenario, String> hashes = new TreeMap<>();
  private final ClassPath classes;
  private final CodeHashes code;
  private final List<String> names;

  /**
   * An empty catalogue.
   *
   * @param classes of the scenarios and of what they call
   */
  public Catalogue(ClassPath classes) {
    this.classes = classes;
    this.code = new CodeHashes(classes);
    this.names = classes.names();
  }

  /** Adds what the explorer can run, of the classes whose places are given. */
  public Catalogue withExplorer(List<Path> places) {
    TestScanner scanner = new TestScanner(classes);
    for (String name : new ClassPath(places).names()) {
      scanner
          .find(name)
          .ifPresent(
              test -> {
                String dotted = test.name().replace('$', '.');
                String hash = code.of(name);
                hashes.put(new Scenario(dotted, Engine.EXPLORER), hash);
                hashes.put(new Scenario(dotted, Engine.WALKS), hash);
              });
    }
    return this;
  }

  /** Adds runs of a program of the product; their code is all that its command reaches. */
  public Catalogue with(List<Scenario> programs, String mainClass) {
    String hash = code.of(mainClass);
    programs.forEach(program -> hashes.put(program, hash));
    return this;
  }

  /** Adds the stress suites of a checkout. */
  public Catalogue with(Checkout checkout) throws IOException {
    List<String> sources = new ArrayList<>();
    for (String suite : List.of("jcstress", "ledger")) {
      Path root = checkout.stressSources(suite);
      each(root, file -> sources.add(className(root.relativize(file))));
    }
    Map<Scenario, String> hardware = new TreeMap<>();
    hashes.forEach(
        (scenario, hash) -> {
          if (scenario.engine() == Engine.EXPLORER && isIn(scenario.name(), sources)) {
            hardware.put(new Scenario(scenario.name(), Engine.JCSTRESS), hash);
          }
        });
    hashes.putAll(hardware);
    Path lincheck = checkout.stressSources("lincheck");
    each(
        lincheck,
        file -> {
          String text = Files.readString(file);
          if (text.contains("@ModelChecked")) {
            String name = className(lincheck.relativize(file));
            hashes.put(new Scenario(name, Engine.LINCHECK), lincheckHash(text));
          }
        });
    return this;
  }

  private interface Visit {
    void file(Path file) throws IOException;
  }

  private static void each(Path root, Visit visit) throws IOException {
    if (!Files.isDirectory(root)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> files = Files.walk(root)) {
      all = files.filter(file -> file.toString().endsWith(JAVA)).sorted().toList();
    }
    for (Path file : all) {
      visit.file(file);
    }
  }

  private static String className(Path relative) {
    String path = relative.toString().replace('\\', '/');
    return path.substring(0, path.length() - JAVA.length()).replace('/', '.');
  }

  private static boolean isIn(String scenario, List<String> topLevel) {
    return topLevel.stream()
        .anyMatch(name -> scenario.equals(name) || scenario.startsWith(name + "."));
  }

  /** Of the source and of the classes of the product that it imports or shares a package with. */
  private String lincheckHash(String text) {
    List<String> called = new ArrayList<>();
    text.lines()
        .filter(line -> line.matches("import io\\.quiesce\\.[\\w.]+;"))
        .map(line -> line.substring("import ".length(), line.length() - 1).replace('.', '/'))
        .forEach(called::add);
    Optional<String> home =
        text.lines()
            .filter(line -> line.startsWith("package "))
            .map(line -> line.substring("package ".length()).replace(";", "").strip())
            .findFirst();
    home.map(name -> name.replace('.', '/') + "/")
        .ifPresent(
            prefix ->
                names.stream()
                    .filter(name -> name.startsWith(prefix))
                    .filter(name -> name.indexOf('/', prefix.length()) < 0)
                    .forEach(called::add));
    String hash = code.of(called.stream().distinct().toArray(String[]::new));
    return hash + "-" + Integer.toHexString(text.hashCode());
  }

  /** Only those whose name contains a match. */
  public Catalogue only(UnaryOperator<List<Scenario>> filter) {
    hashes.keySet().retainAll(filter.apply(scenarios()));
    return this;
  }

  /** All of them, sorted. */
  public List<Scenario> scenarios() {
    return List.copyOf(hashes.keySet());
  }

  /** The hash of a scenario's code. */
  public String hash(Scenario scenario) {
    return hashes.getOrDefault(scenario, "");
  }
}
