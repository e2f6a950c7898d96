package io.quiesce.cli.hunt;

import io.quiesce.bugs.corpus.BadBugException;
import io.quiesce.bugs.overlay.NoCompilerException;
import io.quiesce.bugs.overlay.OverlayException;
import io.quiesce.bugs.place.NoCheckoutException;
import io.quiesce.cli.console.Console;
import io.quiesce.explore.transform.UnmodelledException;
import io.quiesce.hunt.ledger.LedgerException;
import io.quiesce.hunt.night.NothingToHuntException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What the commands of the hunt share: they say what is wrong in one line. */
abstract class HuntingCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  /** Does the work. */
  abstract int run() throws IOException;

  @Override
  public final Integer call() {
    try {
      return run();
    } catch (LedgerException
        | NothingToHuntException
        | NoCheckoutException
        | NoCompilerException
        | OverlayException
        | BadBugException
        | UnmodelledException
        | IllegalArgumentException e) {
      return fail(e.getMessage());
    } catch (IOException | UncheckedIOException e) {
      return fail("cannot read or write: " + e.getMessage());
    }
  }

  final int fail(String message) {
    return Console.of(spec).refuse(message);
  }

  final void say(String line) {
    Console.of(spec).say(line);
  }

  /** A line that nobody should miss; red where the terminal has colours. */
  final void alarm(String line) {
    CommandLine.Help.ColorScheme colours = spec.commandLine().getColorScheme();
    say(colours.ansi().new Text("@|bold,red " + line.replace("|", "/") + "|@").toString());
  }
}
