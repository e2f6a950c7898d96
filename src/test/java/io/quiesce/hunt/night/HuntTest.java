package io.quiesce.hunt.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.hunt.finding.Finding;
import io.quiesce.hunt.finding.FindingState;
import io.quiesce.hunt.ledger.Ledger;
import io.quiesce.hunt.ledger.LedgerException;
import io.quiesce.hunt.ledger.SqliteLedger;
import io.quiesce.hunt.model.Engine;
import io.quiesce.hunt.model.JobResult;
import io.quiesce.hunt.model.Shard;
import io.quiesce.hunt.model.Verdict;
import io.quiesce.hunt.progress.Deadline;
import io.quiesce.hunt.progress.LineProgress;
import io.quiesce.hunt.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole nights over a few small scenarios, one of which is broken and then mended. */
@Tag("processes")
final class HuntTest {
  private static final String BROKEN = "FaultySubjects$Buffering.class";

  @TempDir private Path directory;
  private final List<String> said = Collections.synchronizedList(new ArrayList<>());

  private NightReport night(Settings settings) throws IOException {
    try (Ledger ledger = SqliteLedger.open(settings.ledger());
        Progress progress = new LineProgress(said::add, settings.budget())) {
      return Subjects.hunt(settings, directory, progress).run(ledger);
    }
  }

  @Test
  void nights_findAndLookAgainAndMissWhatWasMended() throws IOException {
    Path classes =
        Subjects.copy(
            directory, "(FaultySubjects(.(Buffering|Unmodelled))?|AtomicSubjects.A[BI])[.]class");
    Settings settings = Subjects.settings(directory.resolve("l.db"), classes, Shard.WHOLE);

    NightReport first = night(settings);

    assertThat(first.findings()).hasSize(1);
    Finding finding = first.findings().get(0);
    assertThat(finding.state()).isEqualTo(FindingState.NEW);
    assertThat(finding.broken()).isEqualTo("0, 0");
    assertThat(first.results())
        .anyMatch(r -> r.verdict() == Verdict.VACUOUS && name(r).endsWith("Unmodelled"))
        .anyMatch(r -> r.verdict() == Verdict.PROVED)
        .noneMatch(r -> r.job().scenario().engine() == Engine.WALKS && name(r).contains("Buff"));
    assertThat(first.night().isBlind()).as("nothing was planted").isTrue();
    assertThat(first.exitCode()).isEqualTo(NightReport.FOUND);
    assertThat(first.verdict()).startsWith("BLIND");
    assertThat(said).anyMatch(line -> line.contains("FOUND " + finding.signature()));
    assertThat(first.lines()).anyMatch(line -> line.contains("vacuous") && line.contains("1:"));

    // The same scenario, with volatile fields.
    Path broken = classes.resolve("io/quiesce/explore/subject").resolve(BROKEN);
    Files.copy(mended(), broken, StandardCopyOption.REPLACE_EXISTING);
    NightReport second = night(settings);

    assertThat(second.findings()).as("%s", said).hasSize(1);
    assertThat(second.findings().get(0).state())
        .as("%s", second.results())
        .isEqualTo(FindingState.NOT_REPRODUCED);
    assertThat(said).anyMatch(line -> line.contains(finding.signature() + " was not seen"));
  }

  private static String name(JobResult result) {
    return result.job().scenario().name();
  }

  /** A class of the same name in which nothing is wrong, compiled here. */
  private Path mended() throws IOException {
    Path source = directory.resolve("FaultySubjects.java");
    Files.writeString(
        source,
        """
        package io.quiesce.explore.subject;
        import org.openjdk.jcstress.annotations.*;
        import org.openjdk.jcstress.infra.results.II_Result;
        public final class FaultySubjects {
          @JCStressTest @State
          @Outcome(id = {"0, 1", "1, 0", "1, 1"}, expect = Expect.ACCEPTABLE, desc = "fine")
          public static class Buffering {
            volatile int x;
            volatile int y;
            @Actor public void left(II_Result r) { x = 1; r.r1 = y; }
            @Actor public void right(II_Result r) { y = 1; r.r2 = x; }
          }
        }
        """);
    Path out = Files.createDirectories(directory.resolve("mended"));
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "--release",
                "17",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                out.toString(),
                source.toString());
    assertThat(status).isZero();
    return out.resolve("io/quiesce/explore/subject").resolve(BROKEN);
  }

  @Test
  void open_secondHuntOfTheShard_isRefusedAndAnotherShardIsNot() throws IOException {
    Path file = directory.resolve("l.db");
    Settings first = Subjects.settings(file, directory, new Shard(1, 2));
    try (NightBook book = NightBook.open(first)) {
      assertThat(book).isNotNull();
      assertThatThrownBy(() -> NightBook.open(first))
          .isInstanceOf(LedgerException.class)
          .hasMessageContaining("is running with the ledger");
      NightBook.open(Subjects.settings(file, directory, new Shard(2, 2))).close();
    }
    NightBook.open(first).close();
  }

  @Test
  void deadline_keepsTheTimeThatIsLeft() {
    Deadline deadline = new Deadline(Duration.ofHours(1));

    assertThat(deadline.atMost(Duration.ofSeconds(5))).isEqualTo(Duration.ofSeconds(5));
    assertThat(deadline.atMost(Duration.ofHours(2))).isLessThanOrEqualTo(Duration.ofHours(1));
    assertThat(new Deadline(Duration.ZERO).left()).isZero();
    assertThat(new Deadline(Duration.ZERO).has(Duration.ofMillis(1))).isFalse();
  }
}
