package io.quiesce.explore.junit;

import io.quiesce.explore.jcstress.TestCase;
import io.quiesce.explore.jcstress.TestScanner;
import io.quiesce.explore.model.Model;
import io.quiesce.explore.report.TextReport;
import io.quiesce.explore.run.Canaries;
import io.quiesce.explore.run.Exploration;
import io.quiesce.explore.run.TestReport;
import io.quiesce.explore.transform.classes.ClassBytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Explores before each {@link ExploreTest} and hands the report to its method.
 *
 * <p>The canaries are explored once in each JVM, before the first test; a missed one fails every
 * test. Classes are read through the class loader of the test, but for those of the JDK, of JUnit
 * and of the explorer.
 */
public final class ExploreExtension implements BeforeEachCallback, ParameterResolver {
  private static final ExtensionContext.Namespace SPACE =
      ExtensionContext.Namespace.create(ExploreExtension.class);

  private static final List<String> TOOLS =
      List.of(
          "java/",
          "javax/",
          "jdk/",
          "sun/",
          "org/junit/",
          "org/objectweb/asm/",
          "io/quiesce/explore/program/",
          "io/quiesce/explore/graph/",
          "io/quiesce/explore/model/",
          "io/quiesce/explore/search/",
          "io/quiesce/explore/transform/",
          "io/quiesce/explore/java/",
          "io/quiesce/explore/jcstress/",
          "io/quiesce/explore/run/",
          "io/quiesce/explore/report/",
          "io/quiesce/explore/junit/");

  /** Made for JUnit. */
  public ExploreExtension() {}

  @Override
  public void beforeEach(ExtensionContext context) {
    List<?> missed =
        context
            .getRoot()
            .getStore(SPACE)
            .getOrComputeIfAbsent("canaries", key -> Canaries.check(), List.class);
    if (!missed.isEmpty()) {
      throw new AssertionError("the explorer is blind: " + missed);
    }
    ExploreTest wanted = context.getRequiredTestMethod().getAnnotation(ExploreTest.class);
    TestReport report = explore(wanted);
    context.getStore(SPACE).put(TestReport.class, report);
    if (report.verdict() != wanted.expect()) {
      throw new AssertionError(
          "expected " + wanted.expect() + System.lineSeparator() + TextReport.of(report));
    }
  }

  private static TestReport explore(ExploreTest wanted) {
    ClassBytes bytes = bytes(wanted.value().getClassLoader());
    String name = wanted.value().getName();
    TestCase test =
        new TestScanner(bytes)
            .find(name.replace('.', '/'))
            .orElseThrow(() -> new IllegalArgumentException(name + " is no @JCStressTest"));
    return Exploration.of(test, bytes).under(Model.named(wanted.model())).run();
  }

  private static ClassBytes bytes(ClassLoader loader) {
    return name -> {
      if (isTool(name)) {
        return null;
      }
      try (InputStream in = loader.getResourceAsStream(name + ".class")) {
        return in == null ? null : in.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException("reading class " + name, e);
      }
    };
  }

  private static boolean isTool(String name) {
    return TOOLS.stream().anyMatch(name::startsWith);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == TestReport.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context.getStore(SPACE).get(TestReport.class);
  }
}
