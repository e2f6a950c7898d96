package io.quiesce.bugs.tool;

import io.quiesce.bugs.place.Checkout;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The launcher of a checkout's stress suites, told to run one of them: the classes of the others
 * are left away.
 *
 * @param checkout whose tests
 * @param classes of the suites
 * @param hardware jcstress; else Lincheck
 */
public record StressLauncher(Checkout checkout, StressClasses classes, boolean hardware) {
  private static final String MAIN = "io.quiesce.stress.launch.Stress";

  /**
   * The command.
   *
   * @param java with the product
   * @param flag what else the launcher is told
   * @param mode how hard it tries
   * @param only a regular expression of the tests
   * @param budget for all tests
   * @param reports where it writes
   */
  public List<String> command(
      JavaCommand java, String flag, String mode, String only, Duration budget, Path reports)
      throws IOException {
    Path lincheck = classes.lincheck();
    Path none = reports.resolve("none");
    List<Path> path = new ArrayList<>(hardware ? List.of(classes.jcstress()) : List.of());
    path.add(lincheck);
    path.addAll(checkout.testClassPath());
    return java.and(path)
        .of(
            MAIN,
            List.of(
                flag,
                "--mode",
                mode,
                "--only",
                only,
                "--budget",
                Long.toString(Math.max(1, budget.toSeconds())),
                "--lincheck-classes",
                (hardware ? none : lincheck).toString(),
                "--explore-classes",
                none.toString(),
                "--reports",
                reports.toString()));
  }
}
