package io.quiesce.explore.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.explore.java.ClassPath;
import io.quiesce.explore.jcstress.TestCase;
import io.quiesce.explore.jcstress.TestScanner;
import io.quiesce.explore.model.Model;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What unpark and park order: they are in the total order of volatile accesses, and that is all,
 * because {@code LockSupport} documents nothing. A flag that is not volatile may be missed.
 */
final class ParkTest {

  private static TestReport explore(String subject, Model model) throws URISyntaxException {
    Path place =
        Path.of(ParkTest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    ClassPath classes = new ClassPath(List.of(place));
    String name = "io/quiesce/explore/subject/ParkSubjects$" + subject;
    TestCase test = new TestScanner(classes).find(name).orElseThrow();
    return Exploration.of(test, classes).under(model).run();
  }

  @ParameterizedTest
  @CsvSource({
    "Volatile, JMM",
    "Volatile, RC11",
    "Volatile, TSO",
    "Fenced, JMM",
    "Plain, SC",
    "Plain, TSO"
  })
  void flag_inTheOrderOfVolatiles_isSeenAfterPark(String subject, Model model)
      throws URISyntaxException {
    TestReport report = explore(subject, model);

    assertThat(report.verdict()).as(report.verdictLine()).isEqualTo(Verdict.PROVED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Plain", "Opaque", "ReleaseAcquire"})
  void flag_thatIsNotVolatile_mayBeMissed(String subject) throws URISyntaxException {
    TestReport report = explore(subject, Model.JMM);

    assertThat(report.firstFailure().orElseThrow().outcome()).isEqualTo("LOST_WAKEUP");
  }
}
