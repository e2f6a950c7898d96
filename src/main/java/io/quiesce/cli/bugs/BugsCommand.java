package io.quiesce.cli.bugs;

import picocli.CommandLine.Command;

/** {@code quiesce bugs}: lists, and has the subcommands. */
@Command(
    name = "bugs",
    mixinStandardHelpOptions = true,
    description = {
      "Real bugs, brought back as diffs against this implementation, and what catches them.",
      "Without a subcommand it lists them."
    },
    subcommands = {
      ListCommand.class,
      ShowCommand.class,
      RunBugCommand.class,
      MatrixCommand.class,
      OrderingsCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:everything is as the bugs say",
      "1:it is not: a bug was not caught, or what was measured contradicts it",
      "2:the command line is wrong, or something that it needs is missing"
    })
public final class BugsCommand extends Listing {}
