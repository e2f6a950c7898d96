package io.quiesce.cli.console;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Where a command speaks: results on standard output, and on standard error what is wrong, with a
 * name before it.
 *
 * @param commandLine of the command
 * @param name before each complaint
 */
public record Console(CommandLine commandLine, String name) {
  /** That of a command, under the command's own name. */
  public static Console of(CommandSpec spec) {
    return new Console(spec.commandLine(), spec.name());
  }

  /** Says one line. */
  public void say(String line) {
    println(commandLine.getOut(), line);
  }

  /** Says what is wrong. */
  public void complain(String message) {
    println(commandLine.getErr(), name + ": " + message);
  }

  /** Says what is wrong with the user's request, and gives back the exit code for that. */
  public int refuse(String message) {
    complain(message);
    return CommandLine.ExitCode.USAGE;
  }

  private static void println(PrintWriter to, String line) {
    to.println(line);
    to.flush();
  }
}
