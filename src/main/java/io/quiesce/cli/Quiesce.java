package io.quiesce.cli;

import io.quiesce.cli.bugs.BugsCommand;
import io.quiesce.cli.hunt.BisectCommand;
import io.quiesce.cli.hunt.HuntCommand;
import io.quiesce.cli.hunt.LedgerCommand;
import io.quiesce.cli.learn.LearnCommand;
import io.quiesce.cli.report.ReportCommand;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The top-level command: prints its help when called without a subcommand. */
@Command(
    name = "quiesce",
    mixinStandardHelpOptions = true,
    version = "quiesce 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ExploreCommand.class,
      WeakenCommand.class,
      RunCommand.class,
      BugsCommand.class,
      HuntCommand.class,
      LedgerCommand.class,
      BisectCommand.class,
      LearnCommand.class,
      ReportCommand.class
    },
    description =
        "Go's span, stack and mark-completion protocols in Java, and the harness that shows them"
            + " right.")
public final class Quiesce implements Callable<Integer> {
  @Spec private CommandSpec spec;

  private Quiesce() {}

  /** Parses the arguments, runs the command and exits with its code. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The command line with all subcommands, for {@link #main} and for tests. */
  static CommandLine commandLine() {
    return new CommandLine(new Quiesce()).addSubcommand(new ReplayTrace());
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return CommandLine.ExitCode.USAGE;
  }
}
