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
  private final TestScanner scanner;
  private final Accesses accesses;
  private final List<String> missedCanaries;
  private final Map<String, TestCase> tests = new HashMap<>();

  private ExploreServer(List<Path> places) {
    this.path = new ClassPath(places);
    this.scanner = new TestScanner(path);
    List<String> names = path.names();
    this.accesses = new Accesses(names);
    names.forEach(name -> scanner.find(name).ifPresent(this::know));
    this.missedCanaries = Canaries.check();
  }

  private void know(TestCase test) {
    tests.put(test.name().replace('$', '.'), test);
  }

  /** Takes the places of scenarios and of the classes that they need; the first wins. */
  public static void main(String[] args) throws IOException {
    ExploreServer server = new ExploreServer(Arrays.stream(args).map(Path::of).toList());
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
    }
  }
}
