package io.quiesce.cli;

import io.quiesce.explore.report.Picture;
import io.quiesce.explore.report.TextReport;
import io.quiesce.explore.report.Witness;
import io.quiesce.explore.run.Exploration;
import io.quiesce.explore.search.execution.Recording;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Option;

/** How {@code explore} shows an execution. */
final class WitnessOptions {
  @Option(
      names = "--replay",
      paramLabel = "ID",
      description = "show one execution again, by its short name or its recording")
  private String replay;

  @Option(
      names = "--dot",
      paramLabel = "FILE",
      description = "draw the execution that is shown: Graphviz, or SVG for a name ending in .svg")
  private Path dot;

  /** Whether an execution is asked for. */
  boolean replays() {
    return replay != null;
  }

  /** Whether the execution is named by its recording, which fits one test only. */
  boolean replaysRecording() {
    return replays() && !replay.matches("[0-9a-f]+");
  }

  /** Shows the execution that is asked for; false if the test has none of that name. */
  boolean replay(Exploration exploration, PrintWriter out) throws IOException {
    Recording recording = replaysRecording() ? new Recording(replay) : exploration.find(replay);
    if (recording == null) {
      return false;
    }
    show(exploration, recording, out);
    return true;
  }

  /** What to say when no test has the execution. */
  String notFound() {
    return "no execution of the tests that match has the name " + replay;
  }

  /** Shows an execution, and draws it if a picture is asked for. */
  void show(Exploration exploration, Recording recording, PrintWriter out) throws IOException {
    AtomicReference<Witness> witness = new AtomicReference<>();
    exploration.replay(recording, execution -> witness.set(Witness.of(execution)));
    out.print(TextReport.of(witness.get()));
    if (dot != null) {
      boolean svg = dot.toString().endsWith(".svg");
      Files.writeString(dot, svg ? Picture.svg(witness.get()) : Picture.dot(witness.get()));
    }
  }
}
