package io.quiesce.cli;

import io.quiesce.cli.console.Console;
import io.quiesce.explore.java.ClassPath;
import io.quiesce.explore.jcstress.InvalidTestException;
import io.quiesce.explore.jcstress.TestCase;
import io.quiesce.explore.run.Canaries;
import io.quiesce.explore.weaken.Sweep;
import io.quiesce.explore.weaken.WeakenReport;
import io.quiesce.explore.weaken.Weakened;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code quiesce weaken}: asks the tests which modes they need. */
@Command(
    name = "weaken",
    mixinStandardHelpOptions = true,
    exitCodeOnExecutionException = 2,
    description = {
      "Makes each atomic access that the tests come by weaker, one at a time, and explores the tests"
          + " again. What no test needs as strong as it is, is listed: the mode is stronger than"
          + " it need be, or a test is missing."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every access is needed as strong as it is",
      "1:some access could be weaker, as far as the tests tell",
      "2:the command line is wrong, or no test that holds comes by an access"
    })
final class WeakenCommand implements Callable<Integer> {
  private static final int STRONGER_THAN_NEEDED = 1;

  @Spec private CommandSpec spec;
  @Mixin private TestOptions selection = new TestOptions();

  @Option(
      names = "--only",
      defaultValue = "",
      paramLabel = "REGEX",
      description = "only accesses whose line, such as 'Gate.java:61', contains a match")
  private Pattern only;

  @Option(
      names = "--seconds",
      defaultValue = "2",
      paramLabel = "N",
      description = "time for each exploration (default: ${DEFAULT-VALUE})")
  private long seconds;

  @Option(
      names = "--workers",
      defaultValue = "0",
      paramLabel = "N",
      description = "explorations at a time (default: one for each CPU)")
  private int workers;

  @Option(names = "--json", paramLabel = "FILE", description = "write the results as JSON")
  private Path json;

  @Override
  public Integer call() {
    Console console = Console.of(spec);
    List<String> missed = Canaries.check();
    if (!missed.isEmpty()) {
      return console.refuse("the explorer does not see what it must see here: " + missed);
    } else if (seconds <= 0) {
      return console.refuse("--seconds must be positive, not " + seconds);
    }
    try {
      return weaken(console);
    } catch (IllegalArgumentException | InvalidTestException e) {
      return console.refuse(e.getMessage());
    } catch (IOException e) {
      return console.refuse("cannot write: " + e.getMessage());
    }
  }

  private int weaken(Console console) throws IOException {
    ClassPath path = selection.path();
    List<TestCase> tests = selection.tests(path);
    if (tests.isEmpty()) {
      return console.refuse(selection.nothing());
    }
    int threads = workers > 0 ? workers : Runtime.getRuntime().availableProcessors();
    Set<String> sources = sources(path);
    Sweep sweep =
        new Sweep(
            path,
            line ->
                sources.contains(line.replaceAll("[.]java:.*", "")) && only.matcher(line).find(),
            Duration.ofSeconds(seconds),
            threads,
            line -> console.say(line));
    List<Weakened> all = sweep.run(tests);
    if (json != null) {
      Files.writeString(json, WeakenReport.json(all));
    }
    if (all.isEmpty()) {
      return console.refuse(
          "no test that holds comes by an atomic access that '" + only + "' finds");
    }
    console.say("");
    WeakenReport.lines(all).forEach(console::say);
    return all.stream().allMatch(Weakened::isNeeded) ? 0 : STRONGER_THAN_NEEDED;
  }

  /** Names of source files of the user's own: a class of the library has modes of its own. */
  private static Set<String> sources(ClassPath path) {
    return path.names().stream()
        .map(name -> name.substring(name.lastIndexOf('/') + 1).replaceAll("[$].*", ""))
        .collect(Collectors.toSet());
  }
}
