package io.quiesce.hunt.minimise;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.explore.java.ClassPath;
import io.quiesce.explore.jcstress.TestScanner;
import io.quiesce.explore.model.Model;
import io.quiesce.explore.run.Exploration;
import io.quiesce.explore.search.Options;
import io.quiesce.hunt.source.TextCompiler;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which outcomes of programs need concurrency. */
final class TurnsTest {
  @TempDir private Path directory;

  /** Each outcome, and whether some execution with it is one in turns. */
  private Map<String, Boolean> outcomes(String members) throws IOException {
    String text =
        "import org.openjdk.jcstress.annotations.*;\n"
            + "import org.openjdk.jcstress.infra.results.*;\n"
            + "@JCStressTest @State @Outcome(expect = Expect.ACCEPTABLE) public class T {\n"
            + members
            + "}\n";
    List<Path> libraries =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(Path::of)
            .toList();
    try (TextCompiler compiler = new TextCompiler(libraries)) {
      assertThat(compiler.compile("T.java", text, directory)).isTrue();
    }
    ClassPath path = new ClassPath(List.of(directory));
    var test = new TestScanner(path).find("T").orElseThrow();
    Map<String, Boolean> seen = new ConcurrentSkipListMap<>();
    var unused =
        Exploration.of(test, path)
            .with(Options.of(Model.SC))
            .visiting(
                x ->
                    seen.merge(
                        x.outcome(),
                        Turns.explain(x.graph(), test.actors().size()),
                        Boolean::logicalOr))
            .run();
    return new TreeMap<>(seen);
  }

  @Test
  void explain_storeBuffering_onlyBothSeenNeedsConcurrency() throws IOException {
    assertThat(
            outcomes(
                """
                volatile int x, y;
                @Actor public void a(II_Result r) { x = 1; r.r1 = y; }
                @Actor public void b(II_Result r) { y = 1; r.r2 = x; }
                """))
        .isEqualTo(Map.of("0, 1", true, "1, 0", true, "1, 1", false));
  }

  @Test
  void explain_updates_aLostOneNeedsConcurrency() throws IOException {
    assertThat(
            outcomes(
                """
                volatile int x;
                @Actor public void a() { x = x + 1; }
                @Actor public void b() { x = x + 1; }
                @Arbiter public void c(I_Result r) { r.r1 = x; }
                """))
        .isEqualTo(Map.of("1", false, "2", true));
  }

  @Test
  void explain_threeActorsInACircle_needsConcurrency() throws IOException {
    assertThat(
            outcomes(
                """
                volatile int x, y, z;
                @Actor public void a(III_Result r) { x = 1; r.r1 = y; }
                @Actor public void b(III_Result r) { y = 1; r.r2 = z; }
                @Actor public void c(III_Result r) { z = 1; r.r3 = x; }
                """))
        .containsEntry("1, 1, 1", false)
        .containsEntry("0, 1, 1", true)
        .containsEntry("0, 0, 1", true)
        .doesNotContainKey("0, 0, 0");
  }

  @Test
  void explain_threadOfAnActor_countsAsTheActor() throws IOException {
    assertThat(
            outcomes(
                """
                volatile int x;
                @Actor public void a() throws InterruptedException {
                  Thread t = new Thread(() -> x = 1);
                  t.start();
                  t.join();
                  x = 2;
                }
                @Actor public void b(I_Result r) { r.r1 = x; }
                """))
        .isEqualTo(Map.of("0", true, "1", false, "2", true));
  }
}
