package io.quiesce.bugs.worker;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Main class: runs the subject's JUnit tests until one fails. */
public final class UnitWorker implements TestExecutionListener {
  /** Tests of what a bug can change; those of the harness itself stay out. */
  private static final String TESTS =
      "io\\.quiesce\\.(lockfree|phase|heap|sched|stack|gc|runtime|trace|oracle)\\."
          + ".*(Test|Properties)(\\$.*)?";

  private static final int HANG_SECONDS = 20;

  private final PrintStream out = System.out;
  private final HangWatch watch = new HangWatch(HANG_SECONDS, this::hung);
  private int ended;

  private UnitWorker() {}

  /**
   * Takes the directory of compiled tests, a file for jqwik, the regular expression of tests to run
   * first, and the packages that were changed, with commas.
   */
  public static void main(String[] args) throws Exception {
    new UnitWorker().run(Path.of(args[0]), args[1], args[2], Arrays.asList(args[3].split(",", -1)));
  }

  private void run(Path classes, String database, String first, List<String> packages)
      throws Exception {
    Files.createDirectories(Path.of(database).toAbsolutePath().getParent());
    Launcher launcher = LauncherFactory.create();
    Map<String, String> settings = Map.of("jqwik.database", database);
    TestPlan plan =
        launcher.discover(
            request(DiscoverySelectors.selectClasspathRoots(Set.of(classes)), settings));
    List<TestIdentifier> tests = new ArrayList<>();
    plan.getRoots().forEach(root -> collect(plan, root, tests));
    if (tests.isEmpty()) {
      throw new IllegalStateException("no test below " + classes);
    }
    watch.start();
    launcher.registerTestExecutionListeners(this);
    for (List<TestIdentifier> tier :
        new Tiers<>(tests, UnitWorker::name, first, packages).inOrder()) {
      List<DiscoverySelector> selected = new ArrayList<>();
      tier.forEach(test -> selected.add(DiscoverySelectors.selectUniqueId(test.getUniqueId())));
      launcher.execute(request(selected, settings));
    }
    Wire.say(out, Wire.DONE, ended + " tests passed");
    // Threads that a test left behind must not keep this JVM.
    Runtime.getRuntime().halt(0);
  }

  private static LauncherDiscoveryRequest request(
      List<? extends DiscoverySelector> selectors, Map<String, String> settings) {
    return LauncherDiscoveryRequestBuilder.request()
        .selectors(selectors)
        .filters(ClassNameFilter.includeClassNamePatterns(TESTS))
        .configurationParameters(settings)
        .build();
  }

  /** The methods below an identifier: tests, or templates of tests. */
  private static void collect(TestPlan plan, TestIdentifier at, List<TestIdentifier> into) {
    if (at.getSource().orElse(null) instanceof MethodSource) {
      into.add(at);
    } else {
      plan.getChildren(at).forEach(child -> collect(plan, child, into));
    }
  }

  private static String name(TestIdentifier test) {
    TestSource source = test.getSource().orElse(null);
    return source instanceof MethodSource method
        ? method.getClassName().replace('$', '.') + "." + method.getMethodName()
        : test.getDisplayName();
  }

  @Override
  public void executionStarted(TestIdentifier test) {
    if (test.isTest()) {
      watch.begin(name(test));
      Wire.say(out, Wire.BEGIN, name(test));
    }
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    watch.end();
    if (result.getStatus() == TestExecutionResult.Status.FAILED) {
      Throwable why = result.getThrowable().orElse(new AssertionError("failed without a reason"));
      why.printStackTrace(out);
      found(name(test), why.toString());
    } else if (test.isTest()) {
      ended++;
    }
  }

  private void hung(String test) {
    Thread.getAllStackTraces()
        .forEach(
            (thread, frames) -> {
              out.println(thread);
              Arrays.stream(frames).forEach(frame -> out.println("\tat " + frame));
            });
    found(test, "hangs: did not end in " + HANG_SECONDS + " s");
  }

  private void found(String test, String message) {
    Wire.say(out, Wire.FOUND, test, message, "");
    Runtime.getRuntime().halt(1);
  }
}
