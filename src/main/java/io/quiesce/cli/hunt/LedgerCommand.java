package io.quiesce.cli.hunt;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code quiesce ledger}: what the nights know. */
@Command(
    name = "ledger",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      LedgerListCommand.class,
      LedgerShowCommand.class,
      LedgerMergeCommand.class,
      LedgerMinimiseCommand.class
    },
    description = "Lists, shows, merges and minimises what the nights of the hunt have found.")
public final class LedgerCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return CommandLine.ExitCode.USAGE;
  }
}
