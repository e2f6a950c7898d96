package io.quiesce.hunt.worker;

import io.quiesce.explore.java.ClassPath;
import io.quiesce.explore.jcstress.InvalidTestException;
import io.quiesce.explore.jcstress.TestCase;
import io.quiesce.explore.jcstress.TestScanner;
import io.quiesce.explore.program.NondeterminismException;
import io.quiesce.explore.run.Canaries;
import io.quiesce.explore.search.execution.BadRecordingException;
import io.quiesce.explore.transform.UnmodelledException;
import io.quiesce.hunt.model.Verdict;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Main class: answers questions about scenarios until its input ends.
 *
 * <p>The canaries come before the first answer: an explorer that misses one of them here answers
 * every question by {@code NEVER_RAN}.
 */
public final class ExploreServer {
  private final ClassPath path;
  private final Accesses accesses;
  private final List<String> missedCanaries;
  private final Map<String, TestCase> tests = new HashMap<>();

  private ExploreServer(List<Path> scenarios, List<Path> libraries) {
    List<Path> places = new ArrayList<>(scenarios);
    places.addAll(libraries);
    this.path = new ClassPath(places);
    this.accesses = new Accesses(path.names());
    new TestScanner(path).findAll(new ClassPath(scenarios).names()).forEach(this::know);
    this.missedCanaries = Canaries.check();
  }

  private void know(TestCase test) {
    tests.put(test.name().replace('$', '.'), test);
  }

  /**
   * Takes how many places of scenarios there are, those, and the places of other classes that they
   * need; the first that has a class wins.
   */
  public static void main(String[] args) throws IOException {
    int scenarios = Integer.parseInt(args[0]);
    List<Path> places = Arrays.stream(args).skip(1).map(Path::of).toList();
    ExploreServer server =
        new ExploreServer(places.subList(0, scenarios), places.subList(scenarios, places.size()));
    try (BufferedReader questions =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = questions.readLine(); line != null; line = questions.readLine()) {
        System.out.println(Wire.line(server.answer(Wire.ask(line))));
        System.out.flush();
      }
    }
    System.exit(0);
  }

  private Answer answer(Ask ask) {
    Optional<TestCase> test = Optional.ofNullable(tests.get(ask.test()));
    if (!missedCanaries.isEmpty()) {
      return Answer.nothing(Verdict.NEVER_RAN, "the explorer is blind here: " + missedCanaries);
    } else if (test.isEmpty()) {
      return Answer.nothing(Verdict.NEVER_RAN, "no scenario " + ask.test() + " among the classes");
    }
    try {
      return new Explored(test.get(), path, accesses).answer(ask);
    } catch (UnmodelledException | NondeterminismException e) {
      return Answer.nothing(Verdict.VACUOUS, "not modelled: " + e.getMessage());
    } catch (InvalidTestException e) {
      return Answer.nothing(Verdict.VACUOUS, "no test: " + e.getMessage());
    } catch (BadRecordingException e) {
      return Answer.nothing(Verdict.NEVER_RAN, "no such execution any more: " + e.getMessage());
    } catch (RuntimeException e) {
      return Answer.nothing(Verdict.NEVER_RAN, "the explorer failed: " + e);
    }
  }
}
