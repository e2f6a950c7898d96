package io.quiesce.cli.bugs;

import picocli.CommandLine.Command;

/** {@code quiesce bugs list}: one line a bug. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists the bugs: name, kind, origin, and the tools that should catch each.")
final class ListCommand extends Listing {}
