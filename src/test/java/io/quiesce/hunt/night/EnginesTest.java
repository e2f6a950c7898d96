package io.quiesce.hunt.night;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.bugs.place.EmptyCheckout;
import io.quiesce.bugs.place.Product;
import io.quiesce.bugs.place.Workbench;
import io.quiesce.hunt.model.Engine;
import io.quiesce.hunt.model.Shard;
import io.quiesce.hunt.progress.Deadline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which engines are worth a start, in a checkout whose stress suites were never compiled. */
final class EnginesTest {
  private static final Deadline MINUTE = new Deadline(Duration.ofMinutes(1));
  private static final Deadline NIGHT = new Deadline(Duration.ofHours(8));

  @TempDir private Path directory;

  @BeforeEach
  void makeCheckout() throws IOException {
    EmptyCheckout.in(directory, "");
  }

  private Engines engines() throws IOException {
    Workbench bench = new Workbench(Product.running(), directory, directory.resolve("work"));
    Path ledger = directory.resolve("ledger.db");
    return new Engines(bench, List.of(), Subjects.settings(ledger, directory, Shard.WHOLE));
  }

  @Test
  void tooShort_minute_namesTheSuitesThatWouldHaveToBeCompiled() throws IOException {
    try (Engines engines = engines()) {
      assertThat(engines.tooShort(MINUTE).orElseThrow())
          .startsWith("without lincheck and jcstress: ")
          .contains("less than 4 minutes");
      assertThat(engines.batch(Engine.LINCHECK, MINUTE)).isZero();
      assertThat(engines.batch(Engine.EXPLORER, MINUTE)).isPositive();
    }
  }

  @Test
  void tooShort_night_isNot() throws IOException {
    try (Engines engines = engines()) {
      assertThat(engines.tooShort(NIGHT)).isEmpty();
      assertThat(engines.batch(Engine.LINCHECK, NIGHT)).isPositive();
    }
  }

  @Test
  void tooShort_compiledSuite_isReady() throws IOException {
    Path stress = Files.createDirectories(directory.resolve("work/stress"));
    Files.createFile(stress.resolve("lincheck.stamp"));

    try (Engines engines = engines()) {
      assertThat(engines.tooShort(MINUTE).orElseThrow()).startsWith("without jcstress: ");
      assertThat(engines.batch(Engine.LINCHECK, MINUTE)).isPositive();
    }
  }

  @Test
  void tooShort_noCheckout_needsNothingCompiled() throws IOException {
    Files.delete(directory.resolve("pom.xml"));

    try (Engines engines = engines()) {
      assertThat(engines.tooShort(MINUTE)).isEmpty();
      assertThat(engines.batch(Engine.LINCHECK, NIGHT)).isZero();
    }
  }
}
