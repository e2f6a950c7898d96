package io.quiesce.cli.bugs;

import io.quiesce.bugs.corpus.BadBugException;
import io.quiesce.bugs.corpus.Corpus;
import io.quiesce.bugs.corpus.UnknownBugException;
import io.quiesce.bugs.overlay.NoCompilerException;
import io.quiesce.bugs.overlay.OverlayException;
import io.quiesce.bugs.place.NoCheckoutException;
import io.quiesce.bugs.place.Product;
import io.quiesce.cli.console.Console;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What the commands on the corpus share: they read it, and say what is wrong in one line. */
abstract class CorpusCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  /** Does the work. */
  abstract int run(Product product, Corpus corpus) throws IOException;

  @Override
  public final Integer call() {
    try {
      Product product = Product.running();
      return run(product, Corpus.of(product));
    } catch (UnknownBugException
        | NoCheckoutException
        | NoCompilerException
        | OverlayException
        | BadBugException e) {
      return fail(e.getMessage());
    } catch (IOException e) {
      return fail("cannot read or write: " + e.getMessage());
    }
  }

  final int fail(String message) {
    return console().refuse(message);
  }

  final void say(String line) {
    console().say(line);
  }

  private Console console() {
    return new Console(spec.commandLine(), "bugs");
  }
}
