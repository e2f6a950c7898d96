package io.quiesce.cli.report;

import io.quiesce.cli.console.Console;
import io.quiesce.hunt.ledger.Ledger;
import io.quiesce.hunt.ledger.LedgerException;
import io.quiesce.hunt.ledger.SqliteLedger;
import io.quiesce.report.Format;
import io.quiesce.report.NoNightException;
import io.quiesce.report.Reports;
import io.quiesce.report.Written;
import io.quiesce.report.view.Judgement;
import io.quiesce.report.view.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code quiesce report}: pages and files out of a ledger. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {
      "Writes what a ledger knows: a page for each night and an index (html), and the findings of a"
          + " night for code scanning (sarif), build servers (junit), other programs (json) and, on"
          + " standard output, as annotations of GitHub Actions (github)."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:written, and the night was clean",
      "1:written, and the night has findings, was blind, ran nothing or has not ended",
      "2:the command line is wrong, the ledger cannot be read or has no such night"
    })
public final class ReportCommand implements Callable<Integer> {
  @Option(
      names = "--ledger",
      required = true,
      paramLabel = "FILE",
      description = "the ledger that 'hunt' wrote")
  private Path file;

  @Option(
      names = "--out",
      defaultValue = "target/hunt",
      paramLabel = "DIR",
      description = "where the files go (default: ${DEFAULT-VALUE})")
  private Path directory;

  @Option(
      names = "--night",
      defaultValue = "",
      paramLabel = "ID",
      description =
          "only the page of this night, and its findings (default: all pages, and the findings of"
              + " the last night)")
  private String night;

  @Option(
      names = "--format",
      split = ",",
      defaultValue = "html",
      paramLabel = "FORMAT",
      description =
          "${COMPLETION-CANDIDATES}, several with commas between them (default: ${DEFAULT-VALUE})",
      completionCandidates = Labels.class,
      converter = Labels.class)
  private List<Format> formats;

  @Option(
      names = "--sources",
      defaultValue = ".",
      paramLabel = "DIR",
      description = "the checkout that paths of source files belong to (default: here)")
  private Path sources;

  @Spec private CommandSpec spec;

  /** The formats by their words. */
  static final class Labels implements CommandLine.ITypeConverter<Format>, Iterable<String> {
    @Override
    public Format convert(String word) {
      for (Format format : Format.values()) {
        if (format.label().equals(word)) {
          return format;
        }
      }
      throw new CommandLine.TypeConversionException(
          "no format '" + word + "'; there are " + String.join(", ", words()));
    }

    @Override
    public Iterator<String> iterator() {
      return words().iterator();
    }

    private static List<String> words() {
      return Arrays.stream(Format.values()).map(Format::label).toList();
    }
  }

  @Override
  public Integer call() {
    Console console = Console.of(spec);
    if (!Files.isRegularFile(file)) {
      return console.refuse("there is no ledger " + file + "; 'hunt --ledger FILE' makes one");
    }
    // Charts are drawn and never shown; without this a JVM on a desktop looks for its screen.
    System.setProperty("java.awt.headless", "true");
    Set<Format> wanted = EnumSet.copyOf(formats);
    try (Ledger ledger = SqliteLedger.open(file)) {
      return tell(console, new Reports(directory, wanted, sources).write(ledger, night));
    } catch (LedgerException | NoNightException e) {
      return console.refuse(e.getMessage());
    } catch (IOException e) {
      return console.refuse("the report cannot be written: " + e);
    }
  }

  private static int tell(Console console, Written written) {
    written.annotations().forEach(console::say);
    console.say(written.night().id() + ": " + Judgement.line(written.night()));
    written.files().forEach(path -> console.say("wrote " + path));
    return written.night().status() == Status.CLEAN
        ? CommandLine.ExitCode.OK
        : CommandLine.ExitCode.SOFTWARE;
  }
}
