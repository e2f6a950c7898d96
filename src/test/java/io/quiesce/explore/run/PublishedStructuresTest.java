package io.quiesce.explore.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.explore.java.ClassPath;
import io.quiesce.explore.jcstress.TestCase;
import io.quiesce.explore.jcstress.TestScanner;
import io.quiesce.explore.model.Model;
import io.quiesce.explore.subject.StructureSubjects;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Data structures with the numbers of executions that GenMC has for them, as Java classes: what is
 * between bytecode and the search neither adds executions nor loses any.
 */
final class PublishedStructuresTest {
  @ParameterizedTest
  @CsvSource({
    "TwoPushesOnePop, 18, 18, 18",
    "TwoOfBoth, 18, 18, 18",
    "ThreePushes, 60, 60, 60",
    "TwoPushesTwoPops, 80, 80, 80",
    "ThreePushesOnePop, 666, 666, 666",
    "ChaseLev, 59, 59, 65",
    "Tickets, 2, 2, 2"
  })
  void executions_ofAStructure_areAsManyAsPublished(String name, long sc, long tso, long rc11)
      throws Exception {
    assertThat(count(name, Model.SC)).as("sc").isEqualTo(sc);
    assertThat(count(name, Model.TSO)).as("tso").isEqualTo(tso);
    assertThat(count(name, Model.RC11)).as("rc11").isEqualTo(rc11);
  }

  private static long count(String name, Model model) throws Exception {
    Path place =
        Path.of(
            StructureSubjects.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    ClassPath classes = new ClassPath(List.of(place));
    String type = "io/quiesce/explore/subject/StructureSubjects$" + name;
    TestCase test = new TestScanner(classes).find(type).orElseThrow();
    TestReport report = Exploration.of(test, classes).under(model).run();
    assertThat(report.result().isExhaustive()).isTrue();
    return report.result().complete();
  }
}
