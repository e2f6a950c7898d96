package io.quiesce.cli;

import io.quiesce.cli.console.Console;
import io.quiesce.trace.Replay;
import io.quiesce.trace.ReplayReport;
import io.quiesce.trace.read.TraceFormatException;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Replays recorded Go traces and says where the subject does anything else than Go did. */
@Command(
    name = "replay-trace",
    mixinStandardHelpOptions = true,
    description = {
      "Replays recorded Go runtime traces, event by event, and compares what this implementation"
          + " does with what Go did.",
      "Prints one line for each trace, and where one disagrees the first point with both values."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every trace agrees",
      "1:at least one trace disagrees",
      "2:a file is missing, damaged or not a trace"
    })
final class ReplayTrace implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "recorded traces (.csv or .csv.gz); each is replayed from empty state")
  private List<String> files;

  @Spec private CommandSpec spec;

  private boolean bad;
  private boolean differs;

  @Override
  public Integer call() {
    files.forEach(this::replay);
    if (bad) {
      return CommandLine.ExitCode.USAGE;
    }
    return differs ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
  }

  private void replay(String file) {
    try {
      ReplayReport report = Replay.of(Path.of(file));
      differs |= report.disagreements() > 0;
      Console.of(spec).say(report.toString());
    } catch (TraceFormatException | InvalidPathException e) {
      complain(e.getMessage());
    } catch (IOException e) {
      complain(file + ": cannot be read: " + e.getMessage());
    }
  }

  private void complain(String message) {
    bad = true;
    Console.of(spec).complain(message);
  }
}
