package io.quiesce.explore.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.explore.java.ClassPath;
import io.quiesce.explore.jcstress.TestScanner;
import io.quiesce.explore.subject.SequentialSubjects;
import io.quiesce.explore.subject.SingleThreadSubjects;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One thread alone gets from clones and models what it gets from the JDK. */
final class SequentialTest {
  @ParameterizedTest
  @ValueSource(
      classes = {
        SequentialSubjects.Ints.class,
        SequentialSubjects.Longs.class,
        SequentialSubjects.References.class,
        SequentialSubjects.Updaters.class,
        SequentialSubjects.Handles.class,
        SingleThreadSubjects.Locals.class,
        SingleThreadSubjects.Waiting.class,
        SingleThreadSubjects.Arrays2.class
      })
  void run_oneThread_answersAsTheJdk(Class<? extends SequentialSubjects.Script> script)
      throws Exception {
    String expected = script.getConstructor().newInstance().run();
    Path place = Path.of(script.getProtectionDomain().getCodeSource().getLocation().toURI());
    ClassPath classes = new ClassPath(List.of(place));
    String name = script.getName().replace('.', '/');

    TestReport report =
        Exploration.of(new TestScanner(classes).find(name).orElseThrow(), classes).run();

    assertThat(report.rows()).extracting(OutcomeRow::outcome).containsExactly(expected);
    assertThat(report.verdict()).isEqualTo(Verdict.PROVED);
  }
}
