package io.quiesce.stress.jcstress;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.infra.collectors.DiskWriteCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.grading.HTMLReportPrinter;

/**
 * What stays of a run: {@code results.bin.gz}, which jcstress can grade again, and jcstress's
 * pages.
 */
final class ResultFiles implements AutoCloseable {
  private final DiskWriteCollector blob;
  private final InProcessCollector all = new InProcessCollector();

  private ResultFiles(DiskWriteCollector blob) {
    this.blob = blob;
  }

  /** Starts the files anew under {@code directory}. */
  static ResultFiles open(Path directory) throws IOException {
    return new ResultFiles(new DiskWriteCollector(directory.resolve("results.bin.gz").toString()));
  }

  /** Adds the results to the files and returns them. */
  List<TestResult> keep(List<TestResult> results) {
    results.forEach(blob::add);
    results.forEach(all::add);
    return results;
  }

  /** Writes index.html and a page a test. */
  void writeHtml(Options options) throws FileNotFoundException {
    if (all.getTestResults().isEmpty()) {
      return;
    }
    PrintStream unheard =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    new HTMLReportPrinter(options, all, unheard).work();
  }

  @Override
  public void close() {
    blob.close();
  }
}
