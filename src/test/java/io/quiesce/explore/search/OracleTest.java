package io.quiesce.explore.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.explore.litmus.OracleCase;
import io.quiesce.explore.model.Model;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The programs of the oracle: numbers of executions under sc, tso and rc11, final states under jmm.
 *
 * <p>{@code -Doracle.dir=DIR} checks all {@code .jsonl} files of the two formats in a directory,
 * each program with its threads as they are and permuted, by one worker and by two. Without it the
 * copies among the resources are checked, the larger programs in one of these ways only.
 */
final class OracleTest {
  private static final Path COPIES = Path.of("src/test/resources/oracle");
  private static final long SMALL = 120;

  private final List<String> disagreements = new ArrayList<>();
  private final String directory = System.getProperty("oracle.dir", "");
  private int checks;
  private int programs;

  @Test
  void executionsAndStates_ofEveryOracleProgram_areExactlyThese() throws IOException {
    check(directory.isEmpty() ? COPIES : Path.of(directory));
    assertThat(disagreements).isEmpty();
  }

  @Test
  void falsifiedCount_isADisagreementWithBothSides(@TempDir Path folder) throws IOException {
    String line = Files.readAllLines(COPIES.resolve("counts.jsonl")).get(0);
    String wrong = line.replace("\"sc\": 33", "\"sc\": 34");
    assertThat(wrong).isNotEqualTo(line);
    Files.writeString(folder.resolve("wrong.jsonl"), wrong);

    check(folder);

    assertThat(disagreements)
        .isNotEmpty()
        .allMatch(
            found ->
                found.contains("count100 sc")
                    && found.contains("oracle 34 executions")
                    && found.contains("explorer 33 executions"));
  }

  private void check(Path root) throws IOException {
    try (Stream<Path> files = Files.list(root)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jsonl")).sorted().toList()) {
        for (String line : Files.readAllLines(file)) {
          if (line.contains("\"executions\"") || line.contains("\"states\"")) {
            check(OracleCase.parse(line));
          }
        }
      }
    }
    disagreements.forEach(System.out::println);
    System.out.printf(
        "oracle: %d programs, %d checks, %d disagreements (%s)%n",
        programs, checks, disagreements.size(), root);
    assertThat(programs).as("oracle programs in %s", root).isPositive();
  }

  private void check(OracleCase program) {
    programs++;
    Random random = new Random(program.id().hashCode());
    List<Integer> order = new ArrayList<>();
    for (int t = 0; t < program.threads(); t++) {
      order.add(t);
    }
    List<Integer> permuted = new ArrayList<>(order);
    Collections.shuffle(permuted, random);
    if (!directory.isEmpty()) {
      check(program, order, 1);
      check(program, order, 2);
      check(program, permuted, 1);
      check(program, permuted, 2);
    } else if (size(program) <= SMALL) {
      check(program, order, 1);
      check(program, permuted, 1);
    } else {
      check(program, random.nextBoolean() ? order : permuted, programs % 16 == 0 ? 2 : 1);
    }
  }

  private static long size(OracleCase program) {
    return program.hasCounts()
        ? Collections.max(program.counts().values())
        : program.states().size();
  }

  private void check(OracleCase program, List<Integer> order, int workers) {
    if (program.hasCounts()) {
      program.counts().forEach((model, count) -> count(program, order, workers, model, count));
    } else {
      states(program, order, workers);
    }
  }

  private void count(
      OracleCase program, List<Integer> order, int workers, String model, long expected) {
    if (directory.isEmpty() && expected > 1500 && programs % 4 != 0) {
      return;
    }
    Options options = Options.of(Model.named(model)).withWorkers(workers).withSelfCheck(true);
    Result result = Search.of(() -> program.program(order), options).run();
    compare(
        program,
        model,
        order,
        workers,
        expected + " executions, each once",
        result.complete()
            + " executions, "
            + (result.duplicates() == 0 ? "each once" : result.duplicates() + " repeated"));
  }

  private void states(OracleCase program, List<Integer> order, int workers) {
    Set<String> found = new ConcurrentSkipListSet<>();
    Options options = Options.of(Model.JMM).withWorkers(workers).withSelfCheck(true);
    Result result =
        Search.of(() -> program.program(order), options)
            .visiting(x -> found.add(program.state(x.graph(), order)))
            .run();
    Set<String> expected = program.states();
    Set<String> extra = new TreeSet<>(found);
    extra.removeAll(expected);
    Set<String> missing = new TreeSet<>(expected);
    missing.removeAll(found);
    compare(
        program,
        "jmm",
        order,
        workers,
        "0 repeated, missing []",
        result.duplicates()
            + " repeated, missing "
            + missing
            + (extra.isEmpty() ? "" : ", not in the oracle " + extra));
  }

  private void compare(
      OracleCase program,
      String model,
      List<Integer> order,
      int workers,
      String expected,
      String actual) {
    checks++;
    if (!expected.equals(actual)) {
      disagreements.add(
          String.format(
              "%s %s threads %s workers %d: oracle %s; explorer %s",
              program.id(), model, order, workers, expected, actual));
    }
  }

  /** Kept so that the copies cannot go missing unnoticed. */
  @Test
  void copies_ofTheOracle_areBothThere() {
    assertThat(Map.of("counts", lines("counts.jsonl"), "states", lines("states.jsonl")))
        .containsEntry("counts", 300L)
        .containsEntry("states", 692L);
  }

  private static long lines(String name) {
    try (Stream<String> lines = Files.lines(COPIES.resolve(name))) {
      return lines.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
